// What is known of somebody for their duties: what they have stated, and what registers say, asked with the grant of this task.
import { sql } from 'kysely';
import { addMonths, readFact, type Facts, type FactValue } from '../../../engine/index.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import type { Access } from '../../../kernel/audit/write-access.ts';
import { dutiesOf } from '../../catalogue/index.ts';
import { accessFieldOf, askOwnEntries } from '../../data/index.ts';
import { missingLevel } from '../../identity/index.ts';
import { mayAll } from '../permissions.ts';

export interface RegisterFacts {
  facts: Facts;
  /** What the log has to say of the look; undefined where nothing was found. */
  access: Access | undefined;
  silent: boolean;
  /** Not asked: registers are shown only to those who have signed in surely enough. */
  unsure?: true;
}

/**
 * Only names that the canton's duties know are taken. Outside of any transaction; the caller logs `access`.
 * For whoever acts within single services only, no register is asked: its entry is more than their mandate.
 */
export async function factsOfRegisters(app: App, actor: PersonActor): Promise<RegisterFacts> {
  if (!mayAll(actor)) return { facts: {}, access: undefined, silent: false };
  if (missingLevel(app, actor, 'registerEntry') !== undefined)
    return { facts: {}, access: undefined, silent: false, unsure: true };
  const { fields } = dutiesOf.of(app);
  const facts: Record<string, FactValue> = {};
  const used = new Set<string>();
  let silent = false;
  const say = (name: string, type: 'yesno' | 'date', value: FactValue) => {
    if (fields.get(name)?.type === type) facts[name] = value;
  };
  // The account of a firm is about the firm: what is private of whoever acts for it is in their own account, and not asked here.
  const asked = actor.organisationId === undefined ? actor : { ...actor, registerId: undefined };
  for (const each of await askOwnEntries(app, asked, 'duties')) {
    if ('silent' in each) {
      silent = true;
      continue;
    }
    const { values } = each.entry;
    for (const field of Object.keys(values)) used.add(accessFieldOf(each.register, field));
    const { birthDate, firstRegistration, legalForm } = values;
    if (typeof birthDate === 'string' && addMonths(birthDate, 18 * 12) <= app.clock.today())
      say('steuerpflichtig', 'yesno', true);
    if (typeof firstRegistration === 'string') {
      say('auto', 'yesno', true);
      say('ersteZulassung', 'date', firstRegistration);
    }
    if (typeof legalForm === 'string' && legalForm !== 'einzelunternehmen')
      say('juristischePerson', 'yesno', true);
  }
  const access: Access | undefined =
    used.size === 0 ? undefined : { kind: 'read', subject: actor.id, fields: [...used], purpose: 'duties' };
  return { facts, access, silent };
}

/** What somebody has stated; names that the canton no longer asks for are left out. */
export async function statedFacts(app: App, db: Database, accountId: string): Promise<Facts> {
  const { fields } = dutiesOf.of(app);
  const rows = await db
    .selectFrom('duties.fact')
    .select(['fact', 'value'])
    .where('account_id', '=', accountId)
    .execute();
  return Object.fromEntries(
    rows.flatMap(({ fact, value }): [string, FactValue][] => {
      const field = fields.get(fact);
      if (!field) return [];
      const read = readFact(field, field.type === 'yesno' ? value === 'true' : value);
      return read.value === undefined ? [] : [[fact, read.value]];
    }),
  );
}

/** Replaces what somebody has stated, one after the other where two do so at once. @param factsAfter what to keep, from what was stated before */
export async function keepFacts(
  app: App,
  db: Database,
  accountId: string,
  factsAfter: (before: Facts) => Facts,
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`duties.fact/${accountId}`}))`.execute(db);
  const facts = factsAfter(await statedFacts(app, db, accountId));
  await db.deleteFrom('duties.fact').where('account_id', '=', accountId).execute();
  const rows = Object.entries(facts).map(([fact, value]) => ({
    account_id: accountId,
    fact,
    value: String(value),
    stated_at: app.clock.now(),
  }));
  if (rows.length > 0) await db.insertInto('duties.fact').values(rows).execute();
}
