// Acting by law while the register that names it is silent or answers badly: nobody acts, everybody is told why, and nothing is lost.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { resolveDayTokens } from '../../src/engine/index.ts';
import { examplesOf } from '../../src/modules/catalogue/index.ts';
import { openCircuits } from '../../src/modules/data/registers/ask-register.ts';
import { answer, hidden } from '../../src/modules/intake/testing/visitor.ts';
import { actFor, browserOf, htmlOf } from '../../src/modules/mandates/testing/mandates.ts';
import type { BadRegister, Behaviour } from '../support/bad-register.ts';
import { behindRegister, type BehindRegister } from '../support/behind-register.ts';
import { csrfOf, type CookieJar } from '../support/cookie-jar.ts';
import type { TestProgram } from '../support/test-program.ts';
import { bareDb } from '../support/unguarded.ts';

let behind: BehindRegister;
let between: BadRegister;
let program: TestProgram;
let luis: CookieJar;
const form = '/leistungen/hund-anmelden/formular';
const today = '2026-11-24';

beforeAll(async () => {
  behind = await behindRegister({ NOW: `${today}T09:00:00+01:00` });
  ({ between, program } = behind);
  luis = await browserOf(program, 'resident-luis');
}, 240_000);
afterEach(() => behave('good'));
afterAll(() => behind.stop());

function behave(behaviour: Behaviour): void {
  between.behave(behaviour);
  // Otherwise it would be left alone for some seconds after a few failures.
  openCircuits(program.app);
}
const drafts = () => bareDb(program.app).selectFrom('intake.draft').selectAll().orderBy('id').execute();

async function representation(jar: CookieJar, who: string, whom: string): Promise<string> {
  await htmlOf(jar, '/vertretung');
  const { id } = await bareDb(program.app)
    .selectFrom('mandates.representation')
    .select('id')
    .where('representative_key', '=', who)
    .where('represented_key', '=', whom)
    .executeTakeFirstOrThrow();
  return id;
}

describe.each<Behaviour>(['dead', 'slow', 'failing', 'garbage', 'wrong-hash', 'somebody-else'])(
  'a register that is %s',
  (bad) => {
    it('lets nobody act, says so in kind words, and keeps what was typed', async () => {
      const id = await representation(luis, 'luis', 'mateo');
      expect((await actFor(luis, id)).status).toBe(303);
      await luis.follow(form);
      await answer(luis, `${form}/halter`, { _do: 'next' });
      const step = (await luis.follow(form)).url.pathname;
      const html = await htmlOf(luis, step);
      const name = 'hunde.0.rufname';
      expect(html).toContain(`name="${name}"`);
      const before = await drafts();
      behave(bad);
      const posted = await luis.post(
        step,
        { _csrf: csrfOf(html), _draft: hidden(html, '_draft'), [name]: `Getippt, ${bad}`, _do: 'next' },
        { 'accept-language': 'de' },
      );
      const told = await posted.text();
      expect([posted.status, told]).toEqual([503, expect.stringContaining('REPRESENTATION_UNCONFIRMED')]);
      expect(told).toContain('antwortet gerade nicht');
      expect(await drafts()).toEqual(before);
      // Nothing of the child's is shown on a word from before; one's own goes on.
      for (const path of ['/konto', step]) expect((await luis.fetch(path)).status).toBe(503);
      const choice = await htmlOf(luis, '/vertretung');
      expect(choice).toContain('Ein Register antwortet gerade nicht');
      expect(choice).toContain('Für mich selbst handeln');
      behave('good');
      expect(await htmlOf(luis, step)).toContain(`Getippt, ${bad}`);
      await actFor(luis, '');
    });

    it('can’t be chosen by, and ends no right either', async () => {
      const id = await representation(luis, 'luis', 'mateo');
      behave(bad);
      expect((await actFor(luis, id)).status).toBe(503);
      expect((await luis.fetch('/konto')).status).toBe(200);
      expect(await htmlOf(luis, '/vertretung')).not.toContain('Mateo Ejemplo');
      const row = await bareDb(program.app)
        .selectFrom('mandates.representation')
        .select('ended_at')
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      expect(row.ended_at).toBeNull();
      behave('good');
      expect((await actFor(luis, id)).status).toBe(303);
      await actFor(luis, '');
    });
  },
);

it('mandates go on while a register is silent', async () => {
  const carla = await browserOf(program, 'resident-carla');
  await htmlOf(carla, '/vertretung');
  const { id } = await bareDb(program.app)
    .selectFrom('mandates.mandate')
    .select('id')
    .where('giver_name', '=', 'Rosa Exempel')
    .executeTakeFirstOrThrow();
  behave('dead');
  expect(await htmlOf(carla, '/vertretung')).toContain('Rosa Exempel');
  expect((await actFor(carla, id)).status).toBe(303);
  expect((await carla.fetch('/konto')).status).toBe(200);
});

it('nobody signs for a company as the second one on a word from before; the submission waits', async () => {
  const api = async (identity: string, path: string, init: RequestInit = {}, acting = '') =>
    fetch(program.origin + path, {
      ...init,
      headers: {
        authorization: `Bearer ${await program.token(identity)}`,
        ...(acting === '' ? {} : { 'acting-mandate': acting }),
        ...init.headers,
      },
    });
  const signatory = async (identity: string) => {
    const list = (await (await api(identity, '/api/v1/me/mandates')).json()) as {
      items: { mandate: string; by: string }[];
    };
    return list.items.find(({ by }) => by === 'signatory')?.mandate ?? '';
  };
  const [dario, denise] = [await signatory('company-delta'), await signatory('delta-cosigner')];
  const [example] = examplesOf(program.app, 'nacht-sonntagsarbeit');
  const answers = resolveDayTokens(example?.answers ?? {}, today);
  const prepare = (key: string) =>
    api(
      'company-delta',
      '/api/v1/services/nacht-sonntagsarbeit/submissions',
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify({ answers }),
      },
      dario,
    );
  behave('dead');
  expect((await prepare('silent')).status).toBe(503);
  behave('good');
  const prepared = await prepare('silent');
  expect(prepared.status).toBe(202);
  const { submission } = (await prepared.json()) as { submission: { id: string } };
  const sign = () =>
    api('delta-cosigner', `/api/v1/submissions/${submission.id}/signature`, { method: 'POST' }, denise);
  behave('dead');
  const silent = await sign();
  expect([silent.status, await silent.json()]).toMatchObject([503, { code: 'REPRESENTATION_UNCONFIRMED' }]);
  const { state } = await bareDb(program.app)
    .selectFrom('intake.joint_submission')
    .select('state')
    .where('id', '=', submission.id)
    .executeTakeFirstOrThrow();
  expect(state).toBe('waiting');
  behave('good');
  expect((await sign()).status).toBe(201);
});
