// Rows of the summary: what was answered, who says so, and the way to change it.
import { uiLabels } from '../../../ui/index.ts';
import type { RegisteredCompany, SummaryRow, SummarySection } from '../../../engine/index.ts';
import type { Request } from '../../../kernel/http/route.ts';
import { pageById } from '../form-path.ts';
import { intakeTexts } from '../intake-texts.ts';
import { isKnown } from '../queries/draft.ts';
import type { FormSession } from './form-session.ts';
import { knownSource, notRightLabel } from './known-source.ts';
import { companyLine } from './lookups.tsx';

export function reviewFact(
  request: Request,
  session: FormSession,
  companies: readonly RegisteredCompany[],
  section: SummarySection,
  row: SummaryRow,
) {
  const { language } = request;
  const labels = uiLabels(language);
  const { draft, definition, base } = session;
  const [first = '', index] = row.pointer.split('/').slice(1);
  const page = pageById(definition, section.id);
  const known = isKnown(draft, first) ? draft.known[first] : undefined;
  const company = companies.find(({ uid }) => uid === row.text);
  const field = page?.repeat ? undefined : page?.fields.find((each) => each.id === first);
  const proven = field?.proven === true;
  const address =
    page?.repeat && index !== undefined
      ? `${base}/${section.id}/${Number(index) + 1}`
      : `${base}/${section.id}`;
  const calculated =
    page?.fields.find((field) => field.id === (row.pointer.split('/').at(-1) ?? ''))?.type === 'calculated';
  return {
    term: row.label,
    value: row.text === '' ? labels.form.noAnswer : row.text,
    ...(known && field
      ? { source: knownSource(request, session, field) }
      : company
        ? { source: companyLine(company, language) }
        : {}),
    ...(proven && known
      ? {}
      : known
        ? {
            act: {
              label: notRightLabel(request, session, first) ?? labels.form.notRight,
              href: `${address}?korrigieren=${first}`,
            },
          }
        : calculated
          ? {}
          : { act: { label: labels.form.change, href: address, hidden: `${section.title}: ${row.label}` } }),
  };
}

/** Fields of a page that a visitor has left empty, because a register may say them. */
export function factsToCome({ language }: Request, session: FormSession, section: SummarySection) {
  const { definition, evaluation, asked, later } = session;
  const texts = definition.texts[language];
  const fields = section.items ? [] : (pageById(definition, section.id)?.fields ?? []);
  return fields
    .filter(({ id }) => later.has(id) && asked.has(`/${id}`) && !Object.hasOwn(evaluation.answers, id))
    .map(({ id }) => ({
      term: texts[`fields.${id}.label`] ?? id,
      value: intakeTexts(language)('visitor.fromRegister'),
    }));
}
