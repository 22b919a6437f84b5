// A register has corrected a value: the cases that had it from there are told, and so is who decides or has decided in them.
import { registerField, type ServiceDefinition } from '../../../engine/index.ts';
import { canonicalJson } from '../../../kernel/canonical-json.ts';
import { dayInSwitzerland } from '../../../kernel/clock.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import { evaluateService, requireServiceVersion } from '../../catalogue/index.ts';
import type { RegisterId } from '../../data/index.ts';
import { latestNotes } from '../queries/corrected-values.ts';
import { loadMatter, type Matter } from '../queries/load-matter.ts';
import { addHistory } from './apply-effects.ts';

export interface CorrectedKnownValue {
  /** Number of the correction. */
  id: string;
  register: RegisterId;
  field: string;
  was: unknown;
  value: unknown;
  /** `YYYY-MM-DD`, of the right value. */
  asOf: string;
}

export interface TouchedCase {
  ref: string;
  ownerId: string;
  submittedAt: Date;
}

/** More than anybody has; the rest would make one transaction too long. */
const mostCases = 500;

/**
 * Notes the correction in each case of these accounts that had the wrong value from the register. Answers stay as they
 * were sent: a decision rests on them, and what follows is for people to decide. Twice changes nothing more.
 */
export async function correctKnownValues(
  tx: Transaction,
  owners: readonly string[],
  corrected: CorrectedKnownValue,
): Promise<TouchedCase[]> {
  if (owners.length === 0) return [];
  const rows = await tx.db
    .selectFrom('cases.matter')
    .select('ref')
    .where('owner_id', 'in', [...owners])
    .where('origins', '<>', '{}')
    .orderBy('submitted_at', 'desc')
    .limit(mostCases)
    .execute();
  const touched: TouchedCase[] = [];
  for (const { ref } of rows) {
    const matter = await loadMatter(tx, ref, true);
    if (!matter || matter.state === 'withdrawn') continue;
    const definition = await requireServiceVersion(tx.app, matter.serviceId, matter.serviceVersion);
    const pointers = pointersWith(matter, definition, corrected, await latestNotes(tx, ref));
    if (pointers.length === 0) continue;
    await note(tx, matter, definition, pointers, corrected);
    touched.push({ ref, ownerId: matter.ownerId, submittedAt: matter.submittedAt });
  }
  return touched;
}

/**
 * Where in the case the value stands that the register said: not what the person typed instead. A value that was
 * corrected before stands there as the case was told last, whatever staff have made of it.
 */
function pointersWith(
  { answers, origins }: Matter,
  definition: ServiceDefinition,
  { register, field, was }: CorrectedKnownValue,
  told: ReadonlyMap<string, { value: unknown }>,
): string[] {
  const isWrong = (value: unknown) => canonicalJson(value ?? null) === canonicalJson(was ?? null);
  return definition.pages
    .flatMap((page) => (page.repeat ? [] : page.fields))
    .filter(({ id, source }) => {
      const from = source === undefined ? undefined : registerField(source);
      const origin = origins[`/${id}`];
      return (
        from?.register === register &&
        from.field === field &&
        origin !== undefined &&
        'asOf' in origin &&
        (isWrong(answers[id]) || (told.has(`/${id}`) && isWrong(told.get(`/${id}`)?.value)))
      );
    })
    .map(({ id }) => `/${id}`);
}

async function note(
  tx: Transaction,
  matter: Matter,
  definition: ServiceDefinition,
  pointers: readonly string[],
  corrected: CorrectedKnownValue,
): Promise<void> {
  const decided = matter.outcome !== null;
  const differs = saysOtherwise(tx, matter, definition, pointers, corrected.value);
  const inserted = await tx.db
    .insertInto('cases.corrected_value')
    .values(
      pointers.map((pointer) => {
        const origin = matter.origins[pointer];
        return {
          case_ref: matter.ref,
          pointer,
          correction_id: corrected.id,
          // As it stands in the case: of two corrections in a row the second one knows only the first.
          was: JSON.stringify(matter.answers[pointer.slice(1)] ?? null),
          was_as_of: origin && 'asOf' in origin ? origin.asOf : corrected.asOf,
          value: JSON.stringify(corrected.value),
          as_of: corrected.asOf,
          told_at: tx.app.clock.now(),
          decided,
          differs,
        };
      }),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('pointer')
    .execute();
  if (inserted.length === 0) return;
  await addHistory(tx, matter, {
    action: 'value-corrected',
    fromState: matter.state,
    input: { pointers: inserted.map(({ pointer }) => pointer) },
  });
  await tx.emit({
    type: 'case.value-corrected',
    subject: matter.ref,
    data: { service: matter.serviceId, correction: corrected.id, decided, differs },
  });
}

/** Whether the rules come to something else with the right value, as of the day of the submission. */
function saysOtherwise(
  { app }: Transaction,
  matter: Matter,
  definition: ServiceDefinition,
  pointers: readonly string[],
  value: unknown,
): boolean {
  const today = dayInSwitzerland(matter.submittedAt);
  const right = Object.fromEntries(pointers.map((pointer) => [pointer.slice(1), value]));
  // Worked out again both times: what has changed since for another reason is no difference.
  const said = (answers: Record<string, unknown>) => {
    const { path, fee, decision, rules, faults } = evaluateService(app, definition, answers, { today });
    const found = faults.map(({ pointer, code }) => [pointer, code]);
    return canonicalJson({ path, fee, decision, rules, found });
  };
  return said(matter.answers) !== said({ ...matter.answers, ...right });
}
