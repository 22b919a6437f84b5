// Known values live as long as the register allows: then they are asked again; so is a register that did not answer before.
import type { ServiceDefinition } from '../../../engine/index.ts';
import type { PersonActor, StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { transact } from '../../../kernel/transaction.ts';
import { registerOfSource, type KnownValue } from '../../data/index.ts';
import { canonicalJson } from '../../../kernel/canonical-json.ts';
import { lockDraft, type Draft } from '../queries/draft.ts';
import { sourcedFields } from '../queries/sourced-fields.ts';
import { askFields, mayAsk, useFields } from './known-fields.ts';

/**
 * Asks again where that is due, and keeps the answers in the draft. A page whose value has changed or gone is no longer
 * confirmed: it is shown once more before anything is sent.
 * @param changer whose draft it is to change: the person, or the clerk who fills it in
 * @param silentToo also registers that did not answer; not while sending, when nothing new may appear
 * @returns the draft as it is now
 */
export async function refreshKnown(
  app: App,
  { person, changer }: { person: PersonActor; changer: PersonActor | StaffActor },
  definition: ServiceDefinition,
  draft: Draft,
  { silentToo }: { silentToo: boolean },
): Promise<Draft> {
  const now = app.clock.now();
  const isOver = ({ until }: KnownValue) => until !== undefined && new Date(until) <= now;
  const due = sourcedFields(definition).filter(({ id, source }) => {
    const known = draft.known[id];
    if (known) return isOver(known);
    if (!mayAsk(source, draft.requested)) return false;
    const register = registerOfSource(source);
    return silentToo && register !== undefined && draft.silent.includes(register);
  });
  if (due.length === 0) return draft;
  const ids = new Set(due.map(({ id }) => id));
  const fields = await askFields(app, person, definition, ({ id }) => ids.has(id), draft.requested);
  return transact(app, changer, async (tx) => {
    const locked = await lockDraft(tx, changer, draft.id);
    // Another window was faster: what it has kept is asked again with the next page.
    if (!locked || locked.submittedRef !== null || locked.revision !== draft.revision) return locked ?? draft;
    await useFields(tx, person, fields);
    const others = Object.entries(locked.known).filter(([id]) => !ids.has(id));
    const known = { ...Object.fromEntries(others), ...fields.known };
    const asked = new Set(due.map(({ source }) => registerOfSource(source)));
    const silent = [...new Set([...locked.silent.filter((each) => !asked.has(each)), ...fields.silent])];
    const visited = locked.visited.filter((id) => saysTheSame(definition, id, locked, known));
    const changed = { known: JSON.stringify(known), silent, visited };
    await tx.db.updateTable('intake.draft').set(changed).where('id', '=', draft.id).execute();
    return { ...locked, known, silent, visited };
  });
}

/** Whether a page shows what was confirmed on it, from a register or typed. */
function saysTheSame(
  definition: ServiceDefinition,
  pageId: string,
  before: Draft,
  known: Record<string, KnownValue>,
): boolean {
  const page = definition.pages.find((each) => each.id === pageId);
  if (!page || page.repeat) return true;
  return page.fields.every(({ id, source }) => {
    if (source === undefined || before.corrected.includes(id)) return true;
    const shown = (before.known[id]?.value ?? before.answers[id]) as unknown;
    const shows = (known[id]?.value ?? before.answers[id]) as unknown;
    return canonicalJson(shown ?? null) === canonicalJson(shows ?? null);
  });
}
