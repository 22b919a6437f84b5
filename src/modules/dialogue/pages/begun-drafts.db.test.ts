// A form that somebody began in the person's place says so in their account, also when that right has ended.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { csrfOf } from '../../../../tests/support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../../../../tests/support/test-program.ts';
import { barePool } from '../../../../tests/support/unguarded.ts';
import { actingRules } from '../../../kernel/acting.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import { serviceById } from '../../catalogue/index.ts';
import { demoActor } from '../../identity/index.ts';
import { startDraft } from '../../intake/actions/start-draft.ts';
import { act, browserOf, htmlOf } from '../../mandates/testing/mandates.ts';

let program: TestProgram;
beforeAll(async () => {
  program = await testProgram();
}, 240_000);
afterAll(() => program.stop());

it('names who began it, and says when they may no longer go on', async () => {
  const { app } = program;
  const carla = (await demoActor(app, 'resident-carla')) as PersonActor;
  const rosaActor = (await demoActor(app, 'resident-rosa')) as PersonActor;
  const { rows } = await barePool(app).query<{ id: string }>(
    'select id from mandates.mandate where giver_id = $1 and mandatary_id = $2',
    [rosaActor.id, carla.id],
  );
  const mandate = rows[0]?.id ?? '';
  const acting = await actingRules(app).actorFor(app, mandate, carla);
  const dog = serviceById(app, 'hund-anmelden');
  if (!acting || !dog) throw new Error('demo data');
  await startDraft(app, acting, dog, 'de');
  const own = serviceById(app, 'hund-abmelden');
  if (!own) throw new Error('demo data');
  await startDraft(app, rosaActor, own, 'de');

  const rosa = await browserOf(program, 'resident-rosa');
  const before = await htmlOf(rosa, '/konto');
  expect(before.split('Begonnen hat es Carla Exempel in Ihrer Vertretung.')).toHaveLength(2);
  expect(before).not.toContain('/leistungen/hund-anmelden/formular/verwerfen');

  const path = `/vertretung/vollmachten/${mandate}`;
  expect(csrfOf(await htmlOf(rosa, path))).not.toBe('');
  await act(rosa, path, 'revoke');
  const after = await htmlOf(rosa, '/konto');
  expect(after).toContain('die jetzt nicht mehr gilt');
  expect(after).toContain('/leistungen/hund-anmelden/formular/verwerfen');
  expect(after).not.toContain('/leistungen/hund-abmelden/formular/verwerfen');
});
