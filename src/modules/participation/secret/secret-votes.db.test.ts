// Secret ballots through the real program: once for each person whatever they try, genuine and valid ones only, none lost.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CookieJar, csrfOf } from '../../../../tests/support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../../../../tests/support/test-program.ts';
import { barePool } from '../../../../tests/support/unguarded.ts';
import { runAt } from '../../../kernel/clock.ts';
import { checkList, receiptOf } from '../../../voting/secret/box.ts';
import {
  askForCredential,
  castBallot,
  takeCredential,
  type SecretBallot,
} from '../../../voting/secret/credential.ts';
import { signIn } from '../../identity/testing/sign-in.ts';
import { processById } from '../queries/processes.ts';
import { filledBallot, holder, toBox } from '../testing/secret-voters.ts';
import { ballotKey } from './ballot-keys.ts';
import { keepBallot } from './box-keeper.ts';
import { issueBallot } from './issue-ballot.ts';

const process = 'quartierbudget';
const page = `/mitreden/${process}/stimmzettel`;
let program: TestProgram;
beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
}, 240_000);
afterAll(() => program.stop());

const send = (ballot: unknown, headers?: Record<string, string>) =>
  toBox(program.origin, process, ballot, headers);
const codeOf = async (answer: Response) => ((await answer.json()) as { code?: string }).code;
const counts = async () => {
  const { rows } = await barePool(program.app).query<{ cast: number; issued: number; tally: number }>(
    `select (select count(*)::int from participation.ballot where process_id = $1) as cast,
      (select count(*)::int from participation.ballot_issue where process_id = $1) as issued,
      (select coalesce(sum(count), 0)::int from participation.tally where process_id = $1 and act = 'vote') as tally`,
    [process],
  );
  return rows[0];
};

/** As the page's script does it. */
async function ask(jar: CookieJar, blinded: string) {
  const csrf = csrfOf(await (await jar.fetch(page)).text());
  return jar.post(page, { _csrf: csrf, frage: blinded }, { accept: 'application/json' });
}

describe('the right to a ballot', () => {
  it('is given once, the same question again gets the same answer', async () => {
    const jar = new CookieJar(program.origin);
    await signIn(jar, 'resident-anna');
    const key = await ballotKey(program.app, process);
    const request = await askForCredential(process, key.public);
    const first = await ask(jar, request.blinded);
    expect(first.status).toBe(200);
    const { answer } = (await first.json()) as { answer: string };
    expect(((await (await ask(jar, request.blinded)).json()) as { answer: string }).answer).toBe(answer);
    const other = await ask(jar, (await askForCredential(process, key.public)).blinded);
    expect([other.status, await codeOf(other)]).toEqual([409, 'PARTICIPATION_DONE']);
    // Nor without script afterwards.
    const csrf = csrfOf(await (await jar.fetch(page)).text());
    const open = await jar.post(page, { _csrf: csrf, tun: 'stimmen', projekt: 'velo', offen: 'yes' });
    expect(open.status).toBe(409);
    const ballot = await castBallot(
      await takeCredential(request, key.public, answer),
      '{"projects":["velo"]}',
    );
    expect((await send(ballot)).status).toBe(201);
    expect(await counts()).toEqual({ cast: 1, issued: 1, tally: 1 });
  });

  it('is not given to visitors, to those whom the register knows elsewhere, nor for nonsense', async () => {
    const key = await ballotKey(program.app, process);
    const { blinded } = await askForCredential(process, key.public);
    expect((await ask(new CookieJar(program.origin), blinded)).status).toBe(401);
    const bruno = new CookieJar(program.origin);
    await signIn(bruno, 'resident-bruno');
    expect((await ask(bruno, blinded)).status).toBe(403);
    const carla = new CookieJar(program.origin);
    await signIn(carla, 'resident-carla');
    for (const bad of ['x', 'AAAA', '%%', 'A'.repeat(342), '_'.repeat(342)])
      expect([bad, (await ask(carla, bad)).status]).toEqual([bad, 422]);
    const staff = new CookieJar(program.origin);
    await signIn(staff, 'moderator-luca');
    expect((await staff.fetch(page)).status).toBe(403);
  });

  it('is given once to five devices in the second before the end, and to nobody in the next one', async () => {
    const { app } = program;
    const who = holder(app, process, 'five devices');
    const wanted = processById(app, process);
    const key = await ballotKey(app, process);
    const questions = await Promise.all([1, 2, 3, 4, 5].map(() => askForCredential(process, key.public)));
    const at = (time: string) =>
      runAt(app.clock, new Date(time), () =>
        Promise.allSettled(
          questions.map(({ blinded }) => issueBallot(app, who, { process: wanted, blinded, language: 'de' })),
        ),
      );
    const last = wanted.phases.find(({ id }) => id === 'review')?.from ?? '';
    const before = new Date(Date.parse(`${last}T00:00:00+01:00`) - 1000).toISOString();
    const answers = await at(before);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const late = await at(`${last}T00:00:00+01:00`);
    expect(late.map((each) => each.status === 'rejected' && String(each.reason))).toEqual(
      late.map(() => expect.stringContaining('PARTICIPATION_CLOSED')),
    );
    const ballot = await filledBallot(app, holder(app, process, 'too late'));
    await expect(
      runAt(app.clock, new Date(`${last}T00:00:00+01:00`), () => keepBallot(app, wanted, ballot)),
    ).rejects.toThrow('PARTICIPATION_CLOSED');
  });
});

describe('the box', () => {
  it('takes a ballot once, however often it is sent, and knows nobody by a cookie', async () => {
    const ballot = await filledBallot(program.app, holder(program.app, process, 'once'));
    const before = await counts();
    const jar = new CookieJar(program.origin);
    await signIn(jar, 'resident-luis');
    const session = await jar.fetch(`/api/v1/participation/${process}/ballots`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(ballot),
    });
    expect(session.status).toBe(201);
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => send(ballot)));
    const receipts = await Promise.all(
      [session, ...answers].map(async (each) => ((await each.json()) as { receipt: string }).receipt),
    );
    expect(new Set(receipts)).toEqual(new Set([await receiptOf(process, ballot)]));
    expect(answers.every((each) => each.headers.getSetCookie().length === 0)).toBe(true);
    expect((await counts())?.cast).toBe((before?.cast ?? 0) + 1);
    expect((await counts())?.tally).toBe((before?.tally ?? 0) + 1);
  });

  it('refuses what is forged, altered, of another process or voted otherwise before', async () => {
    const { app } = program;
    const ballot = await filledBallot(app, holder(app, process, 'forger'));
    const refused = async (bad: Partial<SecretBallot>) => {
      const answer = await send({ ...ballot, ...bad });
      return [answer.status, await codeOf(answer)];
    };
    for (const bad of [
      { vote: '{"projects":["velo"]}' },
      { pseudonym: 'A'.repeat(43) },
      { certificate: ballot.certificate.replace(/^./, (sign) => (sign === 'A' ? 'B' : 'A')) },
      { signature: 'AAAA' },
      { prefix: '<script>' },
    ])
      expect(await refused(bad)).toEqual([422, 'BALLOT_NOT_GENUINE']);
    for (const malformed of [{}, { ...ballot, more: 1 }, { ...ballot, vote: 7 }, [], 'x'])
      expect((await send(malformed)).status).toBe(422);
    expect((await toBox(program.origin, 'quartierbudget-vorjahr', ballot)).status).toBe(409);
    expect((await toBox(program.origin, 'wasserspiele', ballot)).status).toBe(404);
    expect((await send(ballot)).status).toBe(201);
  });

  it('refuses ballots over the budget, with doubled or unknown projects, or in another spelling', async () => {
    const { app } = program;
    const key = await ballotKey(app, process);
    const request = await askForCredential(process, key.public);
    const answer = await issueBallot(app, holder(app, process, 'invalid'), {
      ...{ process: processById(app, process), blinded: request.blinded, language: 'de' as const },
    });
    const credential = await takeCredential(request, key.public, answer);
    for (const [vote, why] of [
      ['{"projects":["baeume","spielplatz","velo"]}', 'BALLOT_OVER_COST'],
      ['{"projects":["baeume","baeume"]}', 'BALLOT_DOUBLE_PROJECT'],
      ['{"projects":["rakete"]}', 'BALLOT_UNKNOWN_PROJECT'],
      ['{"projects":[]}', 'BALLOT_TOO_FEW'],
      ['{"projects":["velo"],"points":[3]}', 'BALLOT_UNREADABLE'],
      ['{ "projects":["velo"]}', 'BALLOT_UNREADABLE'],
      ['{"projects":["velo"],"name":"Anna"}', 'BALLOT_UNREADABLE'],
      ['{"projects":["\\u0000"]}', 'BALLOT_UNKNOWN_PROJECT'],
      ['nothing', 'BALLOT_UNREADABLE'],
    ] as const) {
      const refused = await send(await castBallot(credential, vote));
      expect(refused.status, vote).toBe(422);
      expect(await refused.json()).toMatchObject({
        code: 'BALLOT_NOT_VALID',
        detail: expect.stringContaining(why),
      });
    }
    const velo = await castBallot(credential, '{"projects":["velo"]}');
    expect((await send(velo)).status).toBe(201);
    // The same voter with another choice, and the first one once more.
    expect((await send(await castBallot(credential, '{"projects":["baeume"]}'))).status).toBe(409);
    expect((await send(velo)).status).toBe(201);
  });

  it('takes a hundred first votes at once without an error, and every one that it has acknowledged is there', async () => {
    const { app } = program;
    const before = await counts();
    const ballots = await Promise.all(
      Array.from({ length: 100 }, (_, each) => filledBallot(app, holder(app, process, `hundred ${each}`))),
    );
    const answers = await Promise.all(ballots.map((each) => send(each)));
    expect(answers.map(({ status }) => status)).toEqual(ballots.map(() => 201));
    const after = await counts();
    expect(after?.cast).toBe((before?.cast ?? 0) + 100);
    expect(after?.tally).toBe(after?.cast);
  });
});

describe('the published list', () => {
  it('shows counts while people vote; afterwards anyone can check every ballot', async () => {
    const listOf = async (id: string) =>
      (await (await fetch(`${program.origin}/api/v1/participation/${id}/ballots`)).json()) as {
        ballots: SecretBallot[] | null;
        key: string;
        issued: number;
        cast: number;
      };
    expect(await listOf(process)).toMatchObject({ ballots: null, closed: false });
    const ended = await listOf('quartierbudget-vorjahr');
    const ballots = ended.ballots ?? expect.fail();
    expect([ended.issued, ended.cast, ballots.length]).toEqual([12, 12, 12]);
    expect(await checkList('quartierbudget-vorjahr', ended.key, ballots, ended.issued)).toEqual({
      ...{ faults: [], tooMany: false },
    });
    const html = await (await fetch(`${program.origin}/mitreden/quartierbudget-vorjahr/urne`)).text();
    for (const each of ballots) expect(html).toContain(await receiptOf('quartierbudget-vorjahr', each));
    const file = await (await fetch(`${program.origin}/mitreden/quartierbudget-vorjahr/stimmen.pb`)).text();
    for (const each of ballots) expect(file).toContain(await receiptOf('quartierbudget-vorjahr', each));
    expect(
      (
        await fetch(`${program.origin}${page.replace(process, 'quartierbudget-vorjahr')}`, {
          redirect: 'manual',
        })
      ).headers.get('location'),
    ).toBe('/mitreden/quartierbudget-vorjahr/urne');
  });

  it('of fewer than ten people is not published, and the pages say why', async () => {
    const pool = barePool(program.app);
    await pool.query(`delete from participation.ballot where process_id = 'quartierbudget-vorjahr' and pseudonym > (
      select pseudonym from participation.ballot where process_id = 'quartierbudget-vorjahr' order by 1 limit 1 offset 8)`);
    await pool.query(
      `update participation.tally set count = 9 where process_id = 'quartierbudget-vorjahr' and act = 'vote'`,
    );
    const file = await fetch(`${program.origin}/mitreden/quartierbudget-vorjahr/stimmen.pb`);
    // Counted before: ballots don't change any more in a running program.
    const again = await program.again({ NOW: '2026-11-24T09:00:00+01:00' });
    program = again;
    expect(file.status).toBe(200);
    for (const path of ['stimmen.pb', 'urne', 'ergebnis']) {
      const answer = await fetch(`${program.origin}/mitreden/quartierbudget-vorjahr/${path}`);
      expect([path, answer.status]).toEqual([path, path === 'stimmen.pb' ? 404 : 200]);
      if (path !== 'stimmen.pb')
        expect((await answer.text()).replaceAll('\u00a0', ' ')).toContain('Weniger als 10 Personen');
    }
    const api = await fetch(`${program.origin}/api/v1/participation/quartierbudget-vorjahr/ballots`);
    expect(await api.json()).toMatchObject({ ballots: null, cast: 9 });
  });
});
