// What is announced reaches those who follow it, through the whole program and a real mail server: once, whatever runs twice.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { smtpSink, type SmtpSink } from '../../../tests/support/smtp-sink.ts';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { bareDb, barePool } from '../../../tests/support/unguarded.ts';
import { transact } from '../../kernel/transaction.ts';
import { digest } from './actions/digest.ts';
import { hear } from './actions/hear.ts';
import { match } from './actions/match.ts';
import { seedSubscribers } from './actions/seed-many.ts';
import { tell } from './actions/tell.ts';
import { following } from './testing/following.ts';
import { keysOfAnnouncement } from './terms.ts';

let program: TestProgram;
let sink: SmtpSink;
let visitors: ReturnType<typeof following>;

beforeAll(async () => {
  sink = await smtpSink();
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00', SMTP_URL: sink.url });
  visitors = following(program, sink);
  await program.settle();
}, 240_000);
afterAll(async () => {
  await program.stop();
  await sink.stop();
});
beforeEach(async () => {
  sink.received.length = 0;
  await bareDb(program.app).deleteFrom('subscriptions.request').execute();
});

describe('telling', () => {
  test('somebody with two subscriptions that it hits hears once, and a job that runs twice says nothing new', async () => {
    await bareDb(program.app).deleteFrom('subscriptions.subscriber').execute();
    await visitors.follow('twice@example.org', ['term', 'service:hund-anmelden']);
    await visitors.follow(
      'twice@example.org',
      ['term', 'unit:veterinaeramt'],
      ['term', 'service:hund-anmelden'],
    );
    const again = await visitors.announce();
    expect(visitors.recipients()).toEqual(['twice@example.org']);
    const { id } = await bareDb(program.app)
      .selectFrom('subscriptions.announcement')
      .select('id')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    await hear(program.app, again);
    await bareDb(program.app).updateTable('subscriptions.announcement').set({ matched_at: null }).execute();
    await match(program.app, { announcement: id, at: 0, after: null });
    await tell(program.app, { announcement: id, after: '00000000-0000-0000-0000-000000000000' });
    // Died after the mail was kept and before it was noted.
    await bareDb(program.app)
      .updateTable('subscriptions.hit')
      .set({ told_at: null })
      .where('announcement_id', '=', id)
      .execute();
    await tell(program.app, { announcement: id, after: '00000000-0000-0000-0000-000000000000' });
    await program.settle();
    expect(visitors.recipients()).toEqual([]);
  });

  test('all of several terms: only where all fit', async () => {
    await bareDb(program.app).deleteFrom('subscriptions.subscriber').execute();
    const all: [string, string][] = [
      ['term', 'service:hund-anmelden'],
      ['term', 'area:riehen'],
    ];
    expect(
      (await visitors.post([['email', 'all@example.org'], ['match', 'all'], ['pace', 'now'], ...all])).status,
    ).toBe(303);
    await fetch(await visitors.confirmLink(), { method: 'POST', redirect: 'manual' });
    await visitors.announce();
    expect(visitors.recipients()).toEqual([]);
  });

  test('a subscriber with an account hears by the account’s address; the same address without one hears once, too', async () => {
    await bareDb(program.app).deleteFrom('subscriptions.subscriber').execute();
    const token = await program.token('resident-anna');
    const answer = await fetch(`${program.origin}/api/v1/me/subscriptions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ about: { service: ['hund-anmelden'] }, pace: 'now' }),
    });
    expect(answer.status).toBe(201);
    const { feed } = (await answer.json()) as { feed: string };
    await visitors.follow('anna@example.org', ['term', 'service:hund-anmelden']);
    await visitors.announce();
    const mails = sink.received.splice(0);
    expect(mails.map(({ to }) => to[0])).toEqual(['anna@example.org']);
    const atom = await (await fetch(feed)).text();
    expect(atom).toContain('<entry>');
    const unknown = await fetch(`${program.origin}/api/v1/me/subscriptions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ about: { service: ['gibt-es-nicht'] } }),
    });
    expect(unknown.status).toBe(422);
  });

  test('a phase that has begun is an event once', async () => {
    const announcePhases = async () => {
      await transact(program.app, { kind: 'programme', task: 'test' }, (tx) =>
        tx.queue('participation.announce-phases', {}),
      );
      await program.settle();
    };
    const events = async () =>
      (
        await bareDb(program.app)
          .selectFrom('kernel.event')
          .select('id')
          .where('type', '=', 'process.phase-began')
          .execute()
      ).length;
    await announcePhases();
    const count = await events();
    expect(count).toBeGreaterThan(2);
    await announcePhases();
    expect(await events()).toBe(count);
    await program.settle();
    const { about } = await bareDb(program.app)
      .selectFrom('subscriptions.announcement')
      .select('terms as about')
      .where('key', 'like', 'process/%')
      .executeTakeFirstOrThrow();
    expect(about.some((term) => term.startsWith('process:'))).toBe(true);
    const calendar = await (
      await fetch(
        `${program.origin}/abonnieren/kalender.ics?process=${about.find((term) => term.startsWith('process:'))?.slice(8)}`,
      )
    ).text();
    expect(calendar).toContain('BEGIN:VEVENT');
  });

  test('a digest once for its day, with all of it, whoever runs the job', async () => {
    await bareDb(program.app).deleteFrom('subscriptions.subscriber').execute();
    await visitors.follow('daily@example.org', ['pace', 'daily'], ['term', 'service:hund-anmelden']);
    await bareDb(program.app).updateTable('subscriptions.subscription').set({ pace: 1 }).execute();
    await visitors.announce();
    await visitors.announce();
    expect(visitors.recipients()).toEqual([]);
    await bareDb(program.app).deleteFrom('subscriptions.digest').execute();
    await Promise.all([digest(program.app), digest(program.app), digest(program.app)]);
    await program.settle();
    const [mail, ...others] = sink.received.splice(0);
    expect(others).toEqual([]);
    expect(mail?.parsed.text).toContain('2 Neuigkeiten');
    await digest(program.app);
    await program.settle();
    expect(visitors.recipients()).toEqual([]);
  });
});

describe('many subscribers', () => {
  test('looking up costs what it finds, and everybody who follows it at once hears once', async () => {
    const db = bareDb(program.app);
    await db.deleteFrom('subscriptions.subscriber').execute();
    await seedSubscribers(program.app, 6_000);
    await seedSubscribers(program.app, 6_000);
    expect(await visitors.rows('subscriptions.subscriber')).toHaveLength(6_000);
    await barePool(program.app).query('vacuum analyze subscriptions.term');
    const { rows: plan } = await barePool(program.app).query<{
      'QUERY PLAN': [{ Plan: Record<string, number> }];
    }>(
      `explain (analyze, buffers, format json) select subscription_id from subscriptions.term
       where key = 'service:hund-anmelden' and subscription_id > '00000000-0000-0000-0000-000000000000'
       order by subscription_id limit 2000`,
    );
    const { Plan: top } = plan[0]?.['QUERY PLAN'][0] ?? { Plan: {} };
    // At most a block of the table for each that is found, and a few of the index; the whole table has hundreds.
    const blocks = (top['Shared Hit Blocks'] ?? 0) + (top['Shared Read Blocks'] ?? 0);
    expect(top['Actual Rows']).toBeGreaterThan(0);
    expect(blocks).toBeLessThan((top['Actual Rows'] ?? 0) + 10);
    await visitors.announce();
    // Whoever follows the service, its topic or one of both in a place: as many subscriptions as have one of the keys.
    const { terms } = await db
      .selectFrom('subscriptions.announcement')
      .select('terms')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    const followers = await db
      .selectFrom('subscriptions.term')
      .select((eb) => eb.fn.count<string>('subscription_id').distinct().as('count'))
      .where('key', 'in', keysOfAnnouncement(terms))
      .executeTakeFirstOrThrow();
    const hits = await db
      .selectFrom('subscriptions.hit')
      .select((eb) => eb.fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow();
    expect(Number(hits.count)).toBe(Number(followers.count));
    expect(Number(hits.count)).toBeGreaterThanOrEqual(top['Actual Rows'] ?? 0);
    const told = visitors.recipients();
    expect(new Set(told).size).toBe(told.length);
    const atOnce = await db
      .selectFrom('subscriptions.hit')
      .select((eb) => eb.fn.countAll<string>().as('count'))
      .where('pace', '=', 0)
      .executeTakeFirstOrThrow();
    expect(told).toHaveLength(Number(atOnce.count));
    await db.deleteFrom('subscriptions.subscriber').execute();
  }, 60_000);
});
