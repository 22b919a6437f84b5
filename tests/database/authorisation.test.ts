// Walks through every address as everybody of the demonstration: the answer is what the address's rule says, and never a fault of ours.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Route } from '../../src/kernel/http/route.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';
import {
  addressOf,
  call,
  everybody,
  refusal,
  samples,
  type Samples,
  type Walker,
} from './authorisation-walk.ts';

let program: TestProgram;
let walkers: Walker[];
let known: Samples;
let routes: (Route & { module: string })[];

beforeAll(async () => {
  program = await testProgram({ TRUSTED_PROXIES: '1', NOW: '2026-11-24T09:00:00+01:00' });
  await program.settle();
  walkers = await everybody(program);
  known = await samples(program);
  routes = program.app.modules
    .flatMap((module) => (module.routes ?? []).map((route) => ({ ...route, module: module.name })))
    // Signing out ends the walker's session, so it comes last.
    .sort((a, b) => Number(a.url === '/abmelden') - Number(b.url === '/abmelden'));
}, 300_000);

afterAll(() => program.stop());

/** Addresses that ask besides how surely one has signed in (`levels` of the canton's sign-in.yaml). */
const levelled = new Set([
  '/vertretung/erteilen',
  '/konto/register',
  '/konto/register/berichtigen',
  '/konto/berichtigungen',
  '/konto/berichtigungen/zurueckziehen',
  '/api/v1/me/export',
  '/konto/alle-daten.zip',
]);

/** Open to holders of a code, too: to visitors they say that one has to sign in. The ballot's page shows itself to everyone. */
const wantsCode = (route: Pick<Route, 'may'> & { url?: string }, { actor }: Walker): boolean =>
  actor.kind === 'anonymous' &&
  route.may.id === 'participation.take-part' &&
  route.url !== '/mitreden/:id/stimmzettel';

/** What a rule wants of someone: nothing, or the way the refusal looks. */
function wanted(
  route: Pick<Route, 'may'> & { url?: string },
  walker: Walker,
): 'sign-in' | 'forbidden' | undefined {
  if (wantsCode(route, walker)) return 'sign-in';
  const { actor } = walker;
  const unsure = actor.kind === 'person' && actor.assurance === 'low' && levelled.has(route.url ?? '');
  if (route.may.allows(actor, undefined, program.app)) return unsure ? 'forbidden' : undefined;
  return actor.kind === 'anonymous' ? 'sign-in' : 'forbidden';
}

/** Calls every address of one kind as everybody. @returns what disagrees with the rules, one line each */
async function walk(
  chosen: (route: Route) => boolean,
  how: { csrf?: 'valid' | 'none'; byCookie?: boolean },
  expected: (route: Route, walker: Walker) => 'sign-in' | 'forbidden' | undefined,
): Promise<{ faults: string[]; calls: number }> {
  const faults: string[] = [];
  let calls = 0;
  for (const route of routes.filter(chosen)) {
    const path = addressOf(route.url, known);
    for (const walker of walkers) {
      const response = await call(program, walker, { method: route.method, path, kind: route.kind, ...how });
      await response.arrayBuffer();
      calls++;
      const [got, rule] = [refusal(response), expected(route, walker)];
      const ours = response.status >= 500 && !(response.status === 502 || response.status === 503);
      if (got !== rule || ours || response.status === 429) {
        faults.push(
          `${walker.name} ${route.method} ${path} (${route.may.id}): ${response.status} ${got ?? 'no refusal'}, rule: ${rule ?? 'no refusal'}`,
        );
      }
    }
  }
  return { faults, calls };
}

describe('the walk', () => {
  it('knows everybody and every address', () => {
    expect(walkers.length).toBeGreaterThan(20);
    expect(new Set(routes.map((each) => each.module)).size).toBeGreaterThanOrEqual(6);
    expect(routes.length).toBeGreaterThan(40);
  });

  it('of reading: pages, files and API', async () => {
    const { faults, calls } = await walk((route) => route.method === 'GET', {}, wanted);
    expect(faults).toEqual([]);
    expect(calls).toBeGreaterThan(500);
  }, 600_000);

  it('of the API’s changes, by token', async () => {
    const { faults } = await walk((route) => route.method === 'POST' && route.kind === 'api', {}, wanted);
    expect(faults).toEqual([]);
  }, 300_000);

  it('of the API’s changes by cookie, as another site could start them: nobody is signed in', async () => {
    const nobody = walkers[0] as Walker;
    const { faults } = await walk(
      (route) => route.method === 'POST' && route.kind === 'api',
      { byCookie: true },
      (route) => wanted(route, nobody),
    );
    expect(faults).toEqual([]);
  }, 300_000);

  it('of forms without their token: nobody gets through', async () => {
    const { faults } = await walk(
      (route) => route.kind === 'form',
      { csrf: 'none' },
      (route, walker) => (wantsCode(route, walker) ? 'forbidden' : (wanted(route, walker) ?? 'forbidden')),
    );
    expect(faults).toEqual([]);
  }, 300_000);

  it('of forms with their token', async () => {
    const { faults } = await walk((route) => route.kind === 'form', { csrf: 'valid' }, wanted);
    expect(faults).toEqual([]);
    // Everybody has signed out by now.
    walkers = await everybody(program);
  }, 300_000);

  it('of what answers by itself below an address', async () => {
    const mounts = program.app.modules.flatMap((module) => module.mounts ?? []);
    const faults: string[] = [];
    for (const mount of mounts) {
      for (const walker of walkers) {
        const response = await call(program, walker, {
          method: 'GET',
          path: addressOf(mount.url, known),
          kind: 'page',
        });
        await response.arrayBuffer();
        if (refusal(response) !== wanted(mount, walker) || response.status >= 500) {
          faults.push(`${walker.name} ${mount.url}: ${response.status}`);
        }
      }
    }
    expect(faults).toEqual([]);
  });
});
