// Submissions by the API, one after the other and eight at a time, against SQL written by hand that leaves the same rows.
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { migrate } from '../../kernel/db/migrate.ts';
import { connect } from '../../kernel/db/connect.ts';
import { runningEmbeddedPostgres } from '../../kernel/db/embedded-postgres.ts';
import { migrationsFolder } from '../../program.ts';
import { byTurns, type Figure } from './figures.ts';
import { operationsPerSecond } from './load.ts';
import { handWritten, rowsOf, type HandWritten } from './hand-written.ts';
import type { RunningProgram } from './program.ts';

const service = 'hund-anmelden';

interface Example {
  name: string;
  answers: Record<string, unknown>;
  expect: { decision: string | null };
}

export interface Submitter {
  /** @returns the reference of the case */
  submit(key: string): Promise<string>;
}

/** @param decision which of the service's worked examples: the first that is decided like this */
export async function submitter(
  program: RunningProgram,
  decision: 'at-once' | 'by-staff',
): Promise<Submitter> {
  const address = `${program.origin}/api/v1/services/${service}`;
  const { items } = (await (await fetch(`${address}/examples`)).json()) as { items: Example[] };
  const example = items.find((each) => each.expect.decision === decision);
  if (!example) throw new Error(`${service} has no example that is decided ${decision}`);
  const authorization = `Bearer ${await program.token('resident-anna')}`;
  const body = JSON.stringify({ answers: example.answers });
  return {
    async submit(key) {
      const response = await fetch(`${address}/submissions`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json', 'idempotency-key': key },
        body,
      });
      const text = await response.text();
      if (response.status !== 201) throw new Error(`A submission was answered ${response.status}: ${text}`);
      return (JSON.parse(text) as { case: { ref: string } }).case.ref;
    },
  };
}

/** A database of its own beside the program's, on the same server: the program's jobs must not work these rows off. */
async function limitDatabase(adminUrl: string, url: string): Promise<string> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query('create database bench owner drehscheibe');
  await admin.end();
  const own = new URL(url);
  own.pathname = '/bench';
  const { pool, close } = connect(own.href, 1);
  await migrate(pool, migrationsFolder);
  await close();
  return own.href;
}

async function countCases(url: string): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ count: number }>('select count(*)::int as count from cases.matter');
  await client.end();
  return rows[0]?.count ?? 0;
}

/** Both figures; every submission that was answered must be there as a case afterwards. */
export async function submissions(program: RunningProgram, dataDir: string): Promise<Figure[]> {
  const server = await runningEmbeddedPostgres(dataDir);
  if (!server) throw new Error('The embedded database does not run');
  const { submit } = await submitter(program, 'by-staff');
  const key = randomUUID();
  const sample = await rowsOf(server.url, await submit(key), key);
  const limitUrl = await limitDatabase(server.adminUrl, server.url);
  const before = await countCases(server.url);
  const figures: Figure[] = [];
  let done = 0;
  let written = 0;
  for (const connections of [1, 8]) {
    const hands: HandWritten[] = [];
    for (let index = 0; index < connections; index++) hands.push(await handWritten(limitUrl, sample));
    try {
      const ours = async () => {
        const result = await operationsPerSecond(
          connections,
          3,
          async () => void (await submit(randomUUID())),
        );
        done += result.n;
        // What the submissions caused (mails, say) must not weigh on the next round.
        await program.settle();
        return result;
      };
      const limit = async () => {
        const result = await operationsPerSecond(
          connections,
          3,
          (index) => hands[index]?.write() ?? Promise.reject(),
        );
        written += result.n;
        return result;
      };
      // Warms up both sides.
      await submit(randomUUID());
      done += 1;
      for (const hand of hands) await hand.write();
      written += hands.length;
      figures.push({
        task: connections === 1 ? 'submission' : 'submission-concurrent',
        ...(await byTurns(3, ours, limit)),
        unit: 'submissions/s',
        against: `SQL by hand: begin, the same ${sample.length} rows, commit`,
        better: 'higher',
        subject: `${service}, ${connections === 1 ? 'one after the other' : `${connections} at a time`}`,
      });
    } finally {
      await Promise.all(hands.map((hand) => hand.close()));
    }
  }
  const kept = (await countCases(server.url)) - before;
  const keptByHand = await countCases(limitUrl);
  if (kept !== done || keptByHand !== written)
    throw new Error(`${done} submitted, ${kept} kept; by hand ${written} written, ${keptByHand} kept`);
  return figures;
}
