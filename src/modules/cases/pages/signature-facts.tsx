// Signatures of a case in words: who, when, how surely, and whether what was signed has stayed as it was.
import type { VNode } from 'preact';
import { Band, Facts, formatDateTime, type FactItem } from '../../../ui/index.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { companySignature } from '../actions/record-signatures.ts';
import { caseTexts } from '../case-texts.ts';
import type { CaseView } from '../queries/case-view.ts';
import type { SignatureRow } from '../queries/signatures.ts';

/** Nothing where the service asks for no signature. */
export function SignatureBand(props: {
  view: CaseView;
  language: Language;
  /** Names of staff by account; the person reads the unit only. */
  names?: ReadonlyMap<string, string>;
}): VNode | null {
  const { view, language, names } = props;
  const t = caseTexts(language);
  const [first] = view.signatures;
  if (!first) return null;
  const staffName = (staffId: string | null) => (staffId === null ? undefined : names?.get(staffId));
  return (
    <Band id="unterschrift" title={t('signature.title')} note={t(`signature.law.${first.manner}`)}>
      {view.signatures.map((signature) => (
        <Facts
          key={`${signature.pointer} ${signature.name}`}
          small
          items={factsOf(t, language, signature, staffName(signature.staffId))}
        />
      ))}
    </Band>
  );
}

function factsOf(
  t: ReturnType<typeof caseTexts>,
  language: Language,
  signature: SignatureRow,
  staff: string | undefined,
): FactItem[] {
  const { assurance } = signature;
  return [
    {
      term: t(signature.pointer === companySignature ? 'signature.forCompany' : 'signature.name'),
      value: signature.name,
    },
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
  ];
}
