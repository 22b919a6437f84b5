// Accounts and cases of invented persons for runs at scale, batch by batch: a batch is there whole, or not at all.
import { createHash } from 'node:crypto';
import type { ServiceDefinition } from '../../../engine/index.ts';
import type { PersonActor, StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { readCantonFile } from '../../../kernel/canton.ts';
import { lastEvent } from '../../../kernel/last-event.ts';
import { StartFault } from '../../../kernel/start-fault.ts';
import { transact } from '../../../kernel/transaction.ts';
import { evaluateService, exampleAnswers, examplesOf, serviceById } from '../../catalogue/index.ts';
import { openInventedCases, type InventedCase } from '../../cases/index.ts';
import { registerOfSource } from '../../data/index.ts';
import { requireOpenPurpose } from '../../governance/index.ts';
import { accountsOfInvented, demoActor } from '../../identity/index.ts';
import { sourcedFields } from '../queries/sourced-fields.ts';

/** As the simulated register of residents has them. */
export interface InventedPerson {
  id: string;
  firstName: string;
  lastName: string;
  address: Record<string, string>;
}

interface Pattern {
  definition: ServiceDefinition;
  answers: Record<string, unknown>;
  clerk: StaffActor;
}

const done = 'scale.seeded';

/** How many invented persons have their account and case. */
export async function inventedSoFar(app: App): Promise<number> {
  return Number((await lastEvent(app.db, done))?.['persons'] ?? 0);
}

/** What `demo/scale.yaml` says. @throws StartFault */
export async function readPatterns(app: App): Promise<Pattern[]> {
  const list = (await readCantonFile(app.canton, 'demo/scale.yaml')) as Record<
    'service' | 'example' | 'clerk',
    string
  >[];
  return Promise.all(
    list.map(async ({ service, example, clerk }) => {
      const definition = serviceById(app, service);
      const found = examplesOf(app, service).find(({ name }) => name === example);
      const actor = await demoActor(app, clerk);
      if (!definition || !found || actor.kind !== 'staff')
        throw new StartFault(`demo/scale.yaml: ${service} «${example}», ${clerk}: there is no such thing.`);
      return { definition, answers: exampleAnswers(app, found), clerk: actor };
    }),
  );
}

/**
 * One batch in one transaction, with the mark up to whom it goes. The registers are not asked: what they know is stated.
 * @param from number of the first of these persons
 * @throws StartFault
 */
export async function seedInvented(
  app: App,
  patterns: readonly Pattern[],
  from: number,
  persons: readonly InventedPerson[],
): Promise<void> {
  await transact(app, { kind: 'programme', task: 'intake.seed' }, async (tx) => {
    for (const { definition } of patterns) await requireOpenPurpose(app, tx.db, definition);
    const named = persons.map((each) => ({
      registerId: each.id,
      name: `${each.firstName} ${each.lastName}`,
    }));
    const accounts = await accountsOfInvented(tx, named);
    const cases = persons.map((person, index): InventedCase => {
      const account = accounts.get(person.id);
      const pattern = patterns[(from + index) % patterns.length];
      if (!account || !pattern) throw new Error(`No account for ${person.id}`);
      const owner: PersonActor = {
        ...{ kind: 'person', id: account.id, subject: account.subject, name: account.name },
        ...{ email: undefined, registerId: person.id, organisationId: undefined, assurance: 'low' },
      };
      const fate = Math.floor((from + index) / patterns.length) % 10;
      return {
        submission: submissionOf(app, pattern, owner, person),
        ...(fate < 2 ? { takenBy: pattern.clerk } : {}),
        ...(fate === 2 ? { withdrawn: true as const } : {}),
      };
    });
    const refs = await openInventedCases(tx, cases);
    await tx.db
      .insertInto('intake.submission')
      .values(
        cases.map(({ submission: { definition, evaluation, owner } }, index) => ({
          owner_id: owner.id,
          idempotency_key: 'demo/scale',
          request_hash: createHash('sha256')
            .update(`${definition.id}\n${JSON.stringify(evaluation.answers)}`)
            .digest(),
          case_ref: refs[index] ?? '',
          at: app.clock.now(),
        })),
      )
      .execute();
    await tx.emitUnheard([{ type: done, subject: 'scale', data: { persons: from + persons.length } }]);
  });
}

function submissionOf(
  app: App,
  { definition, answers }: Pattern,
  owner: PersonActor,
  person: InventedPerson,
): InventedCase['submission'] {
  const own: Record<string, unknown> = {
    'person.firstName': person.firstName,
    'person.lastName': person.lastName,
    'person.address': person.address,
  };
  const fields = sourcedFields(definition).filter(({ source }) => Object.hasOwn(own, source));
  const evaluation = evaluateService(app, definition, {
    ...answers,
    ...Object.fromEntries(fields.map(({ id, source }) => [id, own[source]])),
  });
  if (evaluation.faults.length > 0 || evaluation.decision !== 'by-staff')
    throw new StartFault(
      `demo/scale.yaml: ${definition.id}: ${evaluation.faults.map(({ pointer, code }) => `${pointer} ${code}`).join(', ')} ${evaluation.decision}`,
    );
  const stated = sourcedFields(definition).flatMap(({ id, source }) => {
    const register = registerOfSource(source);
    return register && Object.hasOwn(evaluation.answers, id)
      ? [[`/${id}`, { register, stated: true, unasked: true }] as const]
      : [];
  });
  return {
    ...{ definition, evaluation, origins: Object.fromEntries(stated), owner, applicantName: owner.name },
    ...{ channel: 'api', identification: null, language: 'de', inBatch: false, evidence: [] },
  };
}
