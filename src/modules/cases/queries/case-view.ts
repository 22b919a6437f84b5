// Everything a case page shows, read in one transaction and logged as one use.
import {
  dataClasses,
  summary,
  type LifecycleAction,
  type ServiceDefinition,
  type SummarySection,
} from '../../../engine/index.ts';
import type { Actor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { readPersonal } from '../../../kernel/audit/read-personal.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import { bookingsOf, type Booking } from '../../appointments/index.ts';
import { contextOf, requireServiceVersion } from '../../catalogue/index.ts';
import { blockedAmong } from '../../data/index.ts';
import { standingIn, type Standing } from '../../policy/index.ts';
import { appealsOf, type Appeals } from '../appeals/appeals-of.ts';
import { possibleActions } from '../actions/act-on-case.ts';
import { purposeOf } from '../legal-basis.ts';
import { rightsOf, seeCase } from '../permissions.ts';
import { isReference } from '../reference.ts';
import {
  clocksOf,
  documentsOf,
  evidenceOf,
  historyOf,
  loadMatter,
  type ClockRow,
  type DocumentRow,
  type ExaminedEvidence,
  type HistoryEntry,
  type Matter,
} from './load-matter.ts';
import { correctedValuesOf, type CorrectedValue } from './corrected-values.ts';
import { signaturesOf, type SignatureRow } from './signatures.ts';
import {
  classOfField,
  content,
  costs,
  everything,
  filesInSight,
  sightOf,
  withheldFields,
  withoutContent,
  withoutWords,
  type WithheldField,
} from './withhold.ts';

export interface CaseView {
  matter: Matter;
  definition: ServiceDefinition;
  sections: SummarySection[];
  history: HistoryEntry[];
  clocks: ClockRow[];
  documents: DocumentRow[];
  evidence: ExaminedEvidence[];
  signatures: SignatureRow[];
  bookings: Booking[];
  /** Values that a register has corrected since. */
  corrected: CorrectedValue[];
  /** What it disputes, and what disputes it. */
  appeals: Appeals;
  actions: LifecycleAction[];
  /** For staff who see the person: they forbid that their data is told to others. */
  blocked: boolean;
  /** The actor is a member of staff. */
  asStaff: boolean;
  /** How the member of staff stands to it; undefined for the person. */
  standing: Standing | undefined;
  /** What is kept from the actor, whose words stand nowhere in this view. */
  withheld: {
    fields: readonly WithheldField[];
    /** Files that are there and not shown. */
    files: number;
    /** Name, letters, words of the history, signatures, appointments. */
    content: boolean;
    costs: boolean;
  };
}

/** @returns undefined where the actor may not see it, so that nobody learns which references exist */
export async function caseView(
  app: App,
  actor: Actor,
  ref: string,
  language: Language,
): Promise<CaseView | undefined> {
  if (!isReference(ref)) return undefined;
  return readPersonal(app, actor, async (tx) => {
    const matter = await loadMatter(tx, ref);
    if (!matter) return undefined;
    const definition = await requireServiceVersion(app, matter.serviceId, matter.serviceVersion);
    const standing =
      actor.kind === 'staff' ? await standingIn(app, tx.db, actor, matter, definition) : undefined;
    if (!seeCase.allows(actor, rightsOf(app, matter, standing), app)) return undefined;
    const view = await viewIn(tx, { actor, matter, definition, standing, language });
    const byMandate = actor.kind === 'person' && actor.acting !== undefined;
    const what = purposeOf(
      definition,
      standing ? purposeIn(standing) : byMandate ? 'by-mandate' : 'case-handling',
    );
    const access = { subject: matter.ownerId, fields: shownIn(view), ...what, caseRef: matter.ref };
    // Without the reference: whose mandate has ended follows no case of somebody else by their own log.
    const others = standing
      ? namedBeside(view).map((subject) => ({ subject, fields: ['name'], ...what }))
      : [];
    return { value: view, access: standing || byMandate ? [access, ...others] : [] };
  });
}

/** Whom staff read by name beside the person whose case it is: those who acted for them, or signed with them. */
function namedBeside({ matter, history, signatures, withheld }: CaseView): string[] {
  if (withheld.content) return [];
  const acted = history.flatMap(({ actorKind, actorId }) => (actorKind === 'person' ? (actorId ?? []) : []));
  const all = new Set([...acted, ...signatures.map(({ accountId }) => accountId)]);
  all.delete(matter.ownerId);
  return [...all];
}

interface Viewer {
  actor: Actor;
  matter: Matter;
  definition: ServiceDefinition;
  standing: Standing | undefined;
  language: Language;
}

/** The case with what the actor may see of it. */
async function viewIn(
  tx: Transaction,
  { actor, matter, definition, standing, language }: Viewer,
): Promise<CaseView> {
  const { app } = tx;
  const { ref } = matter;
  const sees = standing ? sightOf(standing) : everything;
  const [open, all] = [sees(content), await evidenceOf(tx, ref)];
  const sections = summary(definition, matter.evaluation, language, contextOf(app, definition));
  const fields = withheldFields(sections, sees);
  const evidence = filesInSight(definition, all, sees);
  const shown = sections
    .flatMap((section) => section.rows.map(({ pointer }) => pointer))
    .filter((pointer) => !fields.some((each) => each.pointer === pointer));
  const history = await historyOf(tx, ref);
  return {
    matter: open && fields.length === 0 && sees(costs) ? matter : withoutContent(matter, shown, sees),
    definition,
    sections: withoutWords(sections, fields, definition.texts[language]),
    history: open ? history : history.map((entry) => ({ ...entry, input: {} })),
    clocks: await clocksOf(tx, ref),
    documents: open ? await documentsOf(tx, ref) : [],
    evidence,
    signatures: open ? await signaturesOf(tx, ref, definition, matter.answers) : [],
    bookings: open ? await bookingsOf(tx.db, ref) : [],
    corrected: (await correctedValuesOf(tx, ref)).filter(({ pointer }) =>
      sees(classOfField(definition, pointer)),
    ),
    appeals: await appealsOf(tx.db, ref),
    actions: possibleActions(app, actor, matter, definition.process.use, standing),
    // Whoever sees nothing of the person can tell nothing.
    blocked: standing !== undefined && open && (await blockedAmong(tx, [matter.ownerId])).has(matter.ownerId),
    asStaff: standing !== undefined,
    standing,
    withheld: { fields, files: all.length - evidence.length, content: !open, costs: !sees(costs) },
  };
}

/** What the access log says was seen: what is in the view, and nothing that was withheld. */
function shownIn(view: CaseView): string[] {
  const { withheld, sections, evidence } = view;
  const answers = sections.flatMap((section) => section.rows).length > withheld.fields.length;
  const fields = [
    ...(withheld.content ? [] : ['name']),
    ...(answers ? ['answers'] : []),
    ...(evidence.length > 0 ? ['evidence'] : []),
    ...(withheld.content ? [] : ['history']),
  ];
  return fields.length > 0 ? fields : ['caseState'];
}

/** Whatever needed the emergency access was seen in an emergency. */
export function purposeIn(standing: Standing): 'case-handling' | 'emergency' {
  const answers = [standing.state('see'), ...dataClasses.map((each) => standing.may('see', each))];
  return answers.some(({ allowed, purpose }) => allowed && purpose === 'emergency')
    ? 'emergency'
    : 'case-handling';
}
