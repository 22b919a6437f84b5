// What the registers say about the typed answers of some pages: doubtful addresses, the companies that UIDs belong to.
import {
  lookUp,
  lookUpBuilding,
  type FieldDefinition,
  type Finding,
  type PageDefinition,
  type RegisteredCompany,
  type ServiceDefinition,
} from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import { contextOf } from '../../catalogue/index.ts';
import { registersOf } from '../../data/index.ts';
import { isKnown, mergedAnswers, type Draft } from './draft.ts';

/** By name of the control: `adresse`, `orte.0.adresse`. */
export type Findings = ReadonlyMap<string, Finding>;

/** A form as far as it is filled in. */
interface Filled {
  definition: ServiceDefinition;
  draft: Pick<Draft, 'answers' | 'known' | 'corrected'>;
  /** Pointers of the fields that are asked. */
  asked: ReadonlySet<string>;
}

/** Values that a register gave are not asked about again. */
export async function findingsOn(
  app: App,
  { definition, draft, asked }: Filled,
  pages: readonly PageDefinition[],
  wanted: (field: FieldDefinition) => boolean = () => true,
): Promise<Findings> {
  const registers = registersOf(app, definition);
  const { lists } = contextOf(app, definition);
  const findings = new Map<string, Finding>();
  for (const page of pages)
    for (const [prefix, answers] of entriesOf(page, draft.answers))
      for (const field of page.fields.filter(wanted)) {
        const name = `${prefix}${field.id}`;
        if (!asked.has(`/${name.replaceAll('.', '/')}`)) continue;
        if (!page.repeat && isKnown(draft, field.id)) continue;
        const finding =
          field.dwellingAt === undefined
            ? await lookUp(field, answers[field.id], registers, { lists })
            : await lookUpBuilding(answers[field.id], mergedAnswers(draft)[field.dwellingAt], registers, {
                lists,
              });
        if (finding) findings.set(name, finding);
      }
  return findings;
}

/** The companies that typed UIDs belong to. */
export async function companiesOn(
  app: App,
  filled: Filled,
  pages: readonly PageDefinition[],
): Promise<RegisteredCompany[]> {
  const findings = await findingsOn(app, filled, pages, (field) => field.type === 'uid');
  return [...findings.values()].flatMap((finding) =>
    finding.kind === 'company' && finding.company ? [finding.company] : [],
  );
}

/** The answers of a page with the prefix of their controls: one set, or one for each entry of its list. */
function entriesOf(
  page: PageDefinition,
  answers: Record<string, unknown>,
): [string, Record<string, unknown>][] {
  const { repeat } = page;
  if (!repeat) return [['', answers]];
  const entries = answers[repeat.id];
  return (Array.isArray(entries) ? (entries as unknown[]) : []).map((entry, index) => [
    `${repeat.id}.${index}.`,
    typeof entry === 'object' && entry !== null ? (entry as Record<string, unknown>) : {},
  ]);
}
