// Secret votes over the network until they are acknowledged, against a bare upsert of one row for each, from as many connections.
import {
  createPrivateKey,
  constants,
  generateKeyPairSync,
  randomBytes,
  sign,
  type KeyObject,
} from 'node:crypto';
import { Agent, request } from 'node:http';
import { Client } from 'pg';
import { runningEmbeddedPostgres } from '../../kernel/db/embedded-postgres.ts';
import { certified, signedVote, type SecretBallot } from '../../voting/secret/credential.ts';
import { byTurns, type Figure, type Sample } from './figures.ts';
import type { RunningProgram } from './program.ts';

const process = 'quartierbudget';
const connections = 32;
const perRound = 2_000;
const rounds = 3;
const first = 100;
const vote = '{"projects":["baeume","velo"]}';

/**
 * Ballots as browsers send them. Who holds the key needs no blinding to make a certificate: thousands of voters'
 * machines would take longer than all rounds.
 */
function makeBallots(key: KeyObject, count: number): SecretBallot[] {
  return Array.from({ length: count }, () => {
    const pair = generateKeyPairSync('ed25519');
    const pseudonym = pair.publicKey.export({ format: 'jwk' }).x ?? '';
    const prefix = randomBytes(32);
    const padding = constants.RSA_PKCS1_PSS_PADDING;
    const message = Buffer.concat([prefix, certified(process, pseudonym)]);
    return {
      pseudonym,
      prefix: prefix.toString('base64url'),
      certificate: sign('sha384', message, { key, padding, saltLength: 48 }).toString('base64url'),
      vote,
      signature: sign(null, signedVote(process, vote), pair.privateKey).toString('base64url'),
    };
  });
}

const agent = new Agent({ keepAlive: true, maxSockets: first });

/** @throws Error for any answer but 201: the speed of refusals is no figure */
function cast(origin: string, ballot: SecretBallot): Promise<void> {
  return new Promise((done, failed) => {
    const body = JSON.stringify(ballot);
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const url = `${origin}/api/v1/participation/${process}/ballots`;
    const sent = request(url, { method: 'POST', agent, headers }, (answer) => {
      answer.resume();
      answer.on('end', () =>
        answer.statusCode === 201 ? done() : failed(new Error(`A vote was answered ${answer.statusCode}`)),
      );
    });
    sent.on('error', failed);
    sent.end(body);
  });
}

/** Each connection does one after the other until all are done. */
async function allOf<Item>(
  items: readonly Item[],
  at: number,
  work: (item: Item, connection: number) => Promise<void>,
): Promise<Sample> {
  const queue = items.values();
  const began = performance.now();
  await Promise.all(
    Array.from({ length: at }, async (_, connection) => {
      for (const item of queue) await work(item, connection);
    }),
  );
  return { value: (items.length * 1000) / (performance.now() - began), n: items.length };
}

/** A hundred first votes at once, which must all be taken; then rounds. Every vote that was answered must be in the box. */
export async function votes(program: RunningProgram, dataDir: string): Promise<Figure> {
  const server = await runningEmbeddedPostgres(dataDir);
  if (!server) throw new Error('The embedded database does not run');
  const clients = Array.from({ length: connections }, () => new Client({ connectionString: server.url }));
  await Promise.all(clients.map((client) => client.connect()));
  const [client] = clients;
  if (!client) throw new Error('No connection');
  const query = async <Row extends object>(text: string) => (await client.query<Row>(text)).rows;
  try {
    const [secret] = await query<{ value: string }>(
      `select value from kernel.secret where name = 'participation.ballots ${process}'`,
    );
    const key = createPrivateKey((JSON.parse(secret?.value ?? '{}') as { private: string }).private);
    const ballots = makeBallots(key, first + perRound * rounds);
    await allOf(ballots.splice(0, first), first, (each) => cast(program.origin, each));
    await query(
      `create table public.bench_vote (process_id text, voter text, vote text, primary key (process_id, voter))`,
    );
    const upsert = {
      name: 'upsert',
      text: `insert into public.bench_vote values ($1, $2, $3) on conflict (process_id, voter) do update set vote = excluded.vote`,
    };
    const voters = Array.from({ length: perRound }, () => randomBytes(32).toString('base64url'));
    const result = await byTurns(
      rounds,
      () => allOf(ballots.splice(0, perRound), connections, (each) => cast(program.origin, each)),
      () =>
        allOf(voters, connections, async (voter, connection) => {
          await clients[connection]?.query({
            ...upsert,
            values: [process, `${voter}${Math.random()}`, vote],
          });
        }),
    );
    const [kept] = await query<{ count: number }>(
      `select count(*)::int as count from participation.ballot where process_id = '${process}'`,
    );
    const taken = first + perRound * rounds;
    if (kept?.count !== taken)
      throw new Error(`${taken} votes were taken, ${kept?.count ?? 0} are in the box`);
    return {
      task: 'votes',
      ...result,
      unit: 'votes/s',
      against: 'SQL by hand on prepared statements: one upsert of a row and its commit for each vote',
      better: 'higher',
      subject: `${connections} at a time, after ${first} first votes at once; signatures checked, mixed, committed`,
    };
  } finally {
    agent.destroy();
    await query('drop table if exists public.bench_vote');
    await Promise.all(clients.map((each) => each.end()));
  }
}
