// At the end of every unit and service: who to ask, and the way to say what is wrong.
import { Band, MoreLink, Stack } from '../../../ui/index.ts';
import type { RelatedBand } from '../../catalogue/index.ts';
import { contactTexts } from '../contact-texts.ts';

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
