// The whole program with what tests of the policy need: a special case, a clock to set, certificates to give, people to be.
import { CookieJar } from '../../../../tests/support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../../../../tests/support/test-program.ts';
import { barePool } from '../../../../tests/support/unguarded.ts';
import type { StaffActor } from '../../../kernel/actor.ts';
import { dayInSwitzerland } from '../../../kernel/clock.ts';
import { transact } from '../../../kernel/transaction.ts';
import { demoActor } from '../../identity/index.ts';
import { signIn } from '../../identity/testing/sign-in.ts';
import { recordCertificate } from '../../policy/index.ts';

export interface CaseJson {
  answers: Record<string, unknown>;
  actions: { id: string }[];
  documents: unknown[];
  fee: Record<string, unknown>;
  withheld: { part: string; pointer: string | null; class: string; why: string }[];
  revision: number;
}

export type PolicyProgram = Awaited<ReturnType<typeof policyProgram>>;

/** @param env settings of the program, e.g. that it stands behind a proxy, so that tests come from addresses of their own */
export async function policyProgram(env: Record<string, string> = {}) {
  const program: TestProgram = await testProgram(env);
  await program.settle();
  const { app, origin } = program;
  const real = app.clock;
  const rows = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
    (await barePool(app).query(text, values)).rows as Row[];
  const fiona = await demoActor(app, 'clerk-fiona');
  const owner = await demoActor(app, 'resident-carla');
  // The service asks for supplementary benefits, so this is a special case of the veterinary office.
  const [found] = await rows<{ ref: string }>(
    `select ref from cases.matter where service_id = 'hund-anmelden' and closed_at is null
     and owner_id = (select id from identity.account where subject = 'resident-carla')`,
  );
  if (fiona.kind !== 'staff' || owner.kind !== 'person' || !found)
    throw new Error('The demonstration has changed');
  const { ref } = found;
  const later = (minutes: number) => new Date(real.now().getTime() + minutes * 60_000);
  const api = async (identity: string, path: string, body?: unknown, revision = 1): Promise<Response> =>
    fetch(`${origin}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${await program.token(identity)}`,
        'accept-language': 'de',
        ...(body === undefined ? {} : { 'content-type': 'application/json', 'if-match': String(revision) }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return {
    ...program,
    ref,
    fiona,
    rows,
    /** Minutes from the real now. */
    later,
    api,
    /** The program's clock stands at an instant; without one it runs again. */
    at: (instant?: Date) => {
      app.clock = instant ? { now: () => instant, today: () => dayInSwitzerland(instant) } : real;
    },
    open: async (identity: string): Promise<CookieJar> => {
      const jar = new CookieJar(origin);
      await signIn(jar, identity);
      return jar;
    },
    caseAs: async (identity: string, of = ref) =>
      (await (await api(identity, `/api/v1/cases/${of}`)).json()) as CaseJson,
    /** What the log says of the last use of the owner's data by somebody. */
    lastEntry: async (actorId: string) =>
      (
        await rows<{ fields: string[]; purpose: string }>(
          `select fields, purpose from kernel.access_entry where actor_id = $1 and subject_id = $2
           order by id desc limit 1`,
          [actorId, owner.id],
        )
      )[0],
    certify: async (staff: StaffActor, until: Date, from = later(-1000)): Promise<void> => {
      await transact(app, { kind: 'programme', task: 'test' }, (tx) =>
        recordCertificate(tx, { staffId: staff.id, id: 'sensitive-data', from, until, provider: 'test' }),
      );
    },
  };
}
