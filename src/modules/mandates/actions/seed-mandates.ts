// The demonstration's mandates: as persons.yaml of the canton says who acts for whom (`actsFor`).
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { App } from '../../../kernel/app.ts';
import { readCantonFile } from '../../../kernel/canton.ts';
import { StartFault } from '../../../kernel/start-fault.ts';
import { transact } from '../../../kernel/transaction.ts';
import { demoActor, demoIdentities } from '../../identity/index.ts';

const Persons = Type.Array(
  Type.Object({
    id: Type.String(),
    actsFor: Type.Optional(
      Type.Array(
        Type.Object({ person: Type.String(), until: Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' }) }),
      ),
    ),
  }),
);

/** Idempotent: a mandate between the same two is not given again, whatever has become of it. @throws StartFault */
export async function seedMandates(app: App): Promise<void> {
  if (app.config.mode !== 'demo') return;
  const persons = await readCantonFile(app.canton, 'demo/persons.yaml');
  if (!Value.Check(Persons, persons)) throw new StartFault('demo/persons.yaml has a fault in actsFor');
  const identityOf = (person: string) => demoIdentities(app).find((each) => each.registerId === person)?.id;
  for (const { id, actsFor = [] } of persons) {
    for (const { person, until } of actsFor) {
      const [from, to] = [identityOf(person), identityOf(id)];
      if (from === undefined || to === undefined)
        throw new StartFault(`demo/persons.yaml: ${id} acts for ${person}, and one of them is no identity`);
      const giver = await demoActor(app, from);
      const mandatary = await demoActor(app, to);
      if (giver.kind !== 'person' || mandatary.kind !== 'person' || mandatary.email === undefined) continue;
      const { email } = mandatary;
      await transact(app, giver, async (tx) => {
        tx.impersonal('demonstration');
        const before = await tx.db
          .selectFrom('mandates.mandate')
          .select('id')
          .where('giver_id', '=', giver.id)
          .where('mandatary_id', '=', mandatary.id)
          .executeTakeFirst();
        const today = app.clock.today();
        if (before || until < today) return;
        await tx.db
          .insertInto('mandates.mandate')
          .values({
            giver_id: giver.id,
            giver_name: giver.name,
            offered_email: email,
            mandatary_id: mandatary.id,
            mandatary_name: mandatary.name,
            everything: true,
            valid_from: today,
            valid_until: until,
            state: 'accepted',
            assurance: giver.assurance,
            offered_at: app.clock.now(),
            answered_at: app.clock.now(),
            language: 'de',
          })
          .execute();
        await tx.recordAccess({ kind: 'change', subject: giver.id, fields: ['mandate'], purpose: 'mandate' });
      });
    }
  }
}
