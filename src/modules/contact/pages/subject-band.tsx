// At the end of every unit and service: the ways to ask, and the way to say what is wrong.
import { Band, MoreLink, Stack } from '../../../ui/index.ts';
import type { RelatedBand } from '../../catalogue/index.ts';
import { unitOf } from '../../organisation/index.ts';
import { contactTexts } from '../contact-texts.ts';
import { waysTo } from '../queries/ways.ts';
import { WayRows } from './unit-answer.tsx';

/** Of a unit what its page does not show already: questions, messages, appointments. */
export const waysBand: RelatedBand = (app, about, language) => {
  const unit = 'unit' in about ? unitOf(app, about.unit) : undefined;
  const ways = unit ? waysTo(app, unit, language) : [];
  const shown = ways.filter(({ kind }) => kind === 'ask' || kind === 'message' || kind === 'appointment');
  return Promise.resolve(
    shown.length === 0 ? null : (
      <Band id="fragen" title={contactTexts(language)('band.ways')}>
        <WayRows request={{ app, language }} ways={shown} />
      </Band>
    ),
  );
};

export const correctionBand: RelatedBand = (_app, about, language) => {
  const t = contactTexts(language);
  const [word, id] = 'unit' in about ? ['stelle', about.unit] : ['leistung', about.service];
  return Promise.resolve(
    <Band id="stimmt-etwas-nicht" title={t('band.title')} last>
      <Stack>
        <p>
          <MoreLink href={`/korrektur/${word}/${id}`} label={t('band.propose')} />
        </p>
        {'unit' in about ? null : (
          <p>
            <MoreLink href={`/kontakt?leistung=${id}`} label={t('band.contact')} />
          </p>
        )}
      </Stack>
    </Band>,
  );
};
