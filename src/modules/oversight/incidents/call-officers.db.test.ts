// The clock of a breach calls the officers: once when a day is left, once when it is over, and no more when the authority knows.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runAt } from '../../../kernel/clock.ts';
import { recordedBreaches } from '../testing/recorded-breaches.ts';
import { callOfficers } from './call-officers.ts';
import { typedInstant } from '../../../engine/index.ts';

let trial: Awaited<ReturnType<typeof recordedBreaches>>;
beforeAll(async () => {
  trial = await recordedBreaches();
}, 300_000);
afterAll(() => trial.program.stop());

it('by one mail for each of both, however often the hour comes', async () => {
  const { program, rows, ago, tellAuthority, recorded } = trial;
  const { app } = program;
  const mails = async () =>
    (
      await rows<{ recipient: string; subject: string }>(
        "select recipient, subject from kernel.mail where key like 'incident-clock/%' order by at, id",
      )
    ).map(({ recipient, subject }) => [recipient, subject]);
  // 48 hours are left; noticed at full minutes, so the clock ends in them, too.
  await recorded(typedInstant('noticed', ago(24)));
  const told = await recorded(typedInstant('noticed', ago(24)));
  await tellAuthority(told);
  const after = (hours: number) =>
    runAt(app.clock, ago(-hours), async () => {
      await callOfficers(app);
      await callOfficers(app);
    });
  await after(23);
  expect(await mails()).toEqual([]);
  await after(25);
  const soon = ['dpo-jonas@example.org', 'Datenschutz-Vorfall: Die Frist läuft bald ab'];
  expect(await mails()).toEqual([soon]);
  await after(49);
  const over = ['dpo-jonas@example.org', 'Datenschutz-Vorfall: Die Frist ist abgelaufen'];
  expect(await mails()).toEqual([soon, over]);
  await after(60);
  expect(await mails()).toEqual([soon, over]);
  const looks = await rows<{ purpose: string }>(
    "select purpose from kernel.access_entry where actor_role = 'oversight.mail' and fields = '{name,email}'",
  );
  expect(looks).toEqual([{ purpose: 'breach' }, { purpose: 'breach' }]);
});
