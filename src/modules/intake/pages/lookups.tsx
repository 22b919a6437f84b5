// What registers say, shown beside the fields: addresses that may be meant, the company that has a UID.
import type { VNode } from 'preact';
import {
  FromRegister,
  Known,
  Suggestions,
  formatDate,
  suggestionsId,
  uiLabels,
  type FactItem,
} from '../../../ui/index.ts';
import type {
  FieldDefinition,
  Finding,
  FormBody,
  PageDefinition,
  RegisteredCompany,
} from '../../../engine/index.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { dataTexts, legalFormText } from '../../data/index.ts';
import { intakeTexts } from '../intake-texts.ts';
import type { Findings } from '../queries/findings.ts';

/** Where scripts ask for streets while one is typed. */
export const streetsAddress = '/api/v1/addresses';

type CompanyFinding = Extract<Finding, { kind: 'company' }>;
type AddressFinding = Extract<Finding, { kind: 'address' }>;

interface Shown<F> {
  id: string;
  name: string;
  language: Language;
  finding: F;
}

/** An address that is not in the register as it was typed: which may be meant, or that it is right. It never blocks. */
export function AddressAdvice({ id, name, language, finding }: Shown<AddressFinding>): VNode {
  const t = intakeTexts(language);
  const suggested = finding.suggestions.map(({ value, address }) => ({
    value,
    label: `${`${address.street} ${address.houseNumber}`.trim()}, ${address.postalCode} ${address.town}`,
  }));
  const doubt = t(`lookup.${finding.doubt}`);
  return (
    <Suggestions
      labels={uiLabels(language)}
      id={id}
      name={name}
      question={t('lookup.question')}
      hint={suggested.length > 0 ? doubt : `${doubt} ${t('lookup.goOn')}`}
      offered={finding.offered}
      options={suggested.length > 0 ? [...suggested, { value: '', label: t('lookup.keep') }] : []}
    />
  );
}

export const companyNoteId = (id: string) => `${id}-register`;

/** Public facts of the company, to be compared with what is meant; kind words when there is none. */
export function CompanyNote({ id, language, finding }: Omit<Shown<CompanyFinding>, 'name'>): VNode {
  const t = intakeTexts(language);
  return finding.company ? (
    <FromRegister
      id={companyNoteId(id)}
      label={t('lookup.company')}
      items={companyFacts(finding.company, language)}
    />
  ) : (
    <p class="hint" id={companyNoteId(id)}>
      {t('lookup.noCompany')}
    </p>
  );
}

export function companyFacts(company: RegisteredCompany, language: Language): FactItem[] {
  const t = intakeTexts(language);
  return [
    { term: t('lookup.companyName'), value: company.name },
    { term: t('lookup.legalForm'), value: legalFormText(company.legalForm, language) },
    {
      term: t('lookup.seat'),
      value: company.seat,
      source: dataTexts(language)('source', {
        register: dataTexts(language)('register.companies'),
        date: formatDate(company.asOf, language),
      }),
    },
  ];
}

/** The companies that the page before was about, as its UIDs say: seen once more before going on. */
export function CompaniesBefore(props: {
  companies: readonly RegisteredCompany[];
  /** The page before. */
  href: string;
  language: Language;
}): VNode {
  const { href, language } = props;
  const t = intakeTexts(language);
  const labels = uiLabels(language);
  return (
    <Known
      labels={labels}
      id="firma-zur-uid"
      title={t('lookup.nextTitle')}
      intro={t('lookup.nextIntro')}
      items={props.companies.flatMap((company) =>
        companyFacts(company, language).map((fact, index) =>
          index === 0 ? { ...fact, act: { label: labels.form.notRight, href } } : fact,
        ),
      )}
    />
  );
}

/** The same in one line, for the summary. */
export function companyLine(company: RegisteredCompany, language: Language): string {
  return companyFacts(company, language)
    .map(({ value, source }) => [value, source].filter(Boolean).join('; '))
    .join(', ');
}

/** Where on the page the first doubt is that the form has not put yet; undefined when there is none. */
export function openDoubt(findings: Findings, body: FormBody): string | undefined {
  for (const [name, finding] of findings)
    if (
      finding.kind === 'address' &&
      // Whoever has chosen has answered; whoever was asked about the same address goes on with it.
      !body[`${name}.meant`] &&
      body[`${name}.offered`] !== finding.offered
    )
      return suggestionsId(name.replaceAll('.', '-'));
  return undefined;
}

/** The register's name of the company for a field that asks for it and is still empty; people see it before they send it. */
export function companyNames(
  page: PageDefinition,
  findings: Findings,
  controls: Readonly<Record<string, string | string[]>>,
): Record<string, string> {
  const numbers = page.repeat ? [] : page.fields.filter((field) => field.type === 'uid');
  const finding = numbers.length === 1 ? findings.get(numbers[0]?.id ?? '') : undefined;
  if (finding?.kind !== 'company' || !finding.company) return {};
  const { name } = finding.company;
  const empty = ({ id, type, source }: FieldDefinition) =>
    type === 'text' && source === 'organisation.name' && (controls[id] ?? '') === '';
  return Object.fromEntries(page.fields.filter(empty).map((field) => [field.id, name]));
}
