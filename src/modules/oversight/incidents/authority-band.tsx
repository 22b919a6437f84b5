// The authority's part on the page of a breach: consequences and measures first, then that it was told.
import type { VNode } from 'preact';
import {
  Band,
  Button,
  Buttons,
  Facts,
  Form,
  LongTextField,
  PlainText,
  uiLabels,
  type FormError,
} from '../../../ui/index.ts';
import { oversightTexts } from '../oversight-texts.ts';
import { Act, hiddenOf, type ShownIncident } from './incident-bands.tsx';
import type { Incident } from './incident.ts';
import { longest } from './read-incident.ts';
import { typedText, type Typed } from '../../../engine/index.ts';

/** Names of the form's fields; closing has measures of its own on the same page. */
const names = { consequences: 'authorityConsequences', measures: 'authorityMeasures' } as const;

/** What the authority asks for, as typed. */
export const typedForAuthority = (typed: Typed) => ({
  consequences: typedText(typed, names.consequences).trim(),
  measures: typedText(typed, names.measures).trim(),
});

/** What is missing or too long, at its field. */
export function faultsForAuthority(
  said: Pick<Incident, 'consequences' | 'measures'>,
  t: ReturnType<typeof oversightTexts>,
): FormError[] {
  return (['consequences', 'measures'] as const).flatMap((name) => {
    const fieldId = names[name];
    if (said[name] === '') return [{ fieldId, message: t(`breach.authority.${name}`) }];
    return said[name].length > longest[name]
      ? [{ fieldId, message: t('ask.tooLong', { longest: longest[name] }) }]
      : [];
  });
}

export function AuthorityBand(shown: ShownIncident): VNode {
  const { request, incident } = shown;
  const t = oversightTexts(request.language);
  const open = incident.authorityToldAt === null && incident.closedAt === null;
  const complete = incident.consequences !== '' && incident.measures !== '';
  return (
    <Band id="behoerde" title={t('breach.authority')} note={t('breach.authority.note')}>
      <div class="stack">
        {open && !complete ? (
          <Described {...shown} />
        ) : (
          <Facts
            items={[
              {
                term: t('breach.consequences'),
                value: <PlainText text={incident.consequences || t('breach.consequences.none')} breaks />,
              },
              {
                term: t('breach.measures'),
                value: <PlainText text={incident.measures || t('breach.measures.none')} breaks />,
              },
            ]}
          />
        )}
        <p>
          <a href={`/aufsicht/vorfaelle/${incident.id}/meldung.pdf`}>{t('breach.pdf')}</a>
        </p>
        {open && complete ? (
          <Act request={request} incident={incident} what="authority" label={t('breach.authorityTold')} />
        ) : null}
      </div>
    </Band>
  );
}

function Described({ request, incident, typed, errors }: ShownIncident): VNode {
  const t = oversightTexts(request.language);
  const value = (name: keyof typeof names) => typedText(typed, names[name]) || incident[name];
  return (
    <Form
      plain
      action={`/aufsicht/vorfaelle/${incident.id}`}
      hidden={hiddenOf(request, incident, 'describe')}
    >
      <div class="stack">
        <p>{t('breach.authority.first')}</p>
        {(['consequences', 'measures'] as const).map((name) => (
          <LongTextField
            key={name}
            labels={uiLabels(request.language)}
            id={names[name]}
            name={names[name]}
            label={t(`breach.${name}`)}
            hint={t(`breach.${name}.hint`)}
            value={value(name)}
            error={errors.find(({ fieldId }) => fieldId === names[name])?.message}
            maxLength={longest[name]}
            rows={4}
          />
        ))}
        <Buttons>
          <Button>{t('breach.authority.save')}</Button>
        </Buttons>
      </div>
    </Form>
  );
}
