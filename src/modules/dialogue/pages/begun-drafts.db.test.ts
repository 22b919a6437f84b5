// A form that somebody began in the person's place says so in their account, also when that right has ended.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { csrfOf } from '../../../../tests/support/cookie-jar.ts';
import { behindRegister, type BehindRegister } from '../../../../tests/support/behind-register.ts';
import { representation } from '../../../../tests/support/represented.ts';
import type { TestProgram } from '../../../../tests/support/test-program.ts';
import { openCircuits } from '../../data/registers/ask-register.ts';
import { barePool } from '../../../../tests/support/unguarded.ts';
import { actingRules } from '../../../kernel/acting.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import { serviceById } from '../../catalogue/index.ts';
import { demoActor } from '../../identity/index.ts';
import { startDraft } from '../../intake/actions/start-draft.ts';
import { startersOf } from '../../intake/queries/draft-starters.ts';
import { act, browserOf, htmlOf } from '../../mandates/testing/mandates.ts';

let behind: BehindRegister;
let program: TestProgram;
beforeAll(async () => {
  behind = await behindRegister({ NOW: '2026-11-24T09:00:00+01:00' });
  ({ program } = behind);
}, 240_000);
afterAll(() => behind.stop());

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

it('asks no register, and a silent one ends nothing', async () => {
  const { app } = program;
  const tom = (await demoActor(app, 'resident-tom')) as PersonActor;
  const id = await representation(program, await browserOf(program, 'resident-tom'), 'tom', 'werner');
  const acting = await actingRules(app).actorFor(app, id, tom);
  const waste = serviceById(app, 'sperrgut-anmelden');
  if (!acting || !waste) throw new Error('demo data');
  await startDraft(app, acting, waste, 'de');
  const { rows } = await barePool(app).query<{ id: string; begun_by: string; begun_mandate: string }>(
    'select id, begun_by, begun_mandate from intake.draft where begun_mandate = $1',
    [id],
  );
  const drafts = rows.map((row) => ({
    id: row.id,
    begunBy: { account: row.begun_by, mandate: row.begun_mandate },
  }));
  behind.between.behave('dead');
  openCircuits(app);
  const { acting: _right, ...owner } = acting;
  expect([...(await startersOf(app, owner, drafts)).values()]).toEqual([{ name: tom.name, stands: true }]);
  behind.mend();
  const ended = new Date('2026-11-24T08:00:00Z');
  await barePool(app).query('update mandates.representation set ended_at = $2 where id = $1', [id, ended]);
  expect([...(await startersOf(app, owner, drafts)).values()]).toEqual([{ name: tom.name, stands: false }]);
});
