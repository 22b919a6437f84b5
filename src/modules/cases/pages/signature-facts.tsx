// Signatures of a case in words: who, when, how surely, and whether what was signed has stayed as it was.
import type { VNode } from 'preact';
import { Band, Facts, formatDateTime } from '../../../ui/index.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { caseTexts } from '../case-texts.ts';
import type { CaseView } from '../queries/case-view.ts';

/** Nothing where the service asks for no signature. */
export function SignatureBand(props: {
  view: CaseView;
  language: Language;
  /** Names of staff by account; the person reads the unit only. */
  names?: ReadonlyMap<string, string>;
}): VNode | null {
  const { view, language, names } = props;
  const t = caseTexts(language);
  const [signature] = view.signatures;
  if (!signature) return null;
  const { assurance, staffId } = signature;
  const staff = staffId === null ? undefined : names?.get(staffId);
  return (
    <Band id="unterschrift" title={t('signature.title')} note={t(`signature.law.${signature.manner}`)}>
      <Facts
        small
        items={[
          { term: t('signature.name'), value: signature.name },
          {
            term: t('signature.how'),
            value: [
              t(`signature.how.${signature.manner}`),
              ...(assurance === null ? [] : [t(`signature.level.${assurance as 'low'}`)]),
              ...(staff === undefined ? [] : [staff]),
            ].join(', '),
          },
          { term: t('signature.at'), value: formatDateTime(signature.at, language, 'long') },
          {
            term: t('signature.digest'),
            value: <code>{signature.digest}</code>,
            source: t(signature.intact ? 'signature.intact' : 'signature.changed'),
          },
        ]}
      />
    </Band>
  );
}
