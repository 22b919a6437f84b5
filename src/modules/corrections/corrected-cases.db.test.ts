// What corrections make of cases: one after the other, one that can't be taken over, and one for a case that was withdrawn.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CookieJar, csrfOf } from '../../../tests/support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { barePool } from '../../../tests/support/unguarded.ts';
import { transact } from '../../kernel/transaction.ts';
import { serveRegister, type RunningRegister } from '../../register/serve-register.ts';
import { correctKnownValues } from '../cases/index.ts';
import { signIn } from '../identity/testing/sign-in.ts';
import { knownDog } from './testing/known-dog.ts';

let register: RunningRegister;
let program: TestProgram;
beforeAll(async () => {
  register = await serveRegister({
    ...{ folder: undefined, canton: 'canton/basel-stadt', persons: 0, today: '2026-11-24' },
    ...{ host: '127.0.0.1', port: 0 },
  });
  program = await testProgram({ REGISTER_URL: register.url, LOG_LEVEL: 'silent' });
});
afterAll(async () => {
  await program.stop();
  await register.close();
});

const rows = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
  (await barePool(program.app).query(text, values)).rows as Row[];

async function open(identity: string): Promise<CookieJar> {
  const jar = new CookieJar(program.origin);
  await signIn(jar, identity);
  return jar;
}

describe('a corrected value', () => {
  it('reaches a case by way of the corrections before it, says what was not taken, and lets a withdrawn case be', async () => {
    const instant = await knownDog(program, 'resident-carla');
    const reviewed = await knownDog(program, 'resident-carla', 'Rottweiler, das Veterinäramt prüft');
    const [closed] = await rows<{ ref: string; owner: string; address: Record<string, string> }>(
      `select ref, owner_id as owner, answers -> 'adresse' as address from cases.matter
       where ref = $1`,
      [instant],
    );
    if (!closed) throw new Error('Carla has no case');
    const told = async (was: unknown, value: unknown) => {
      const id = randomUUID();
      const corrected = {
        id,
        register: 'residents',
        field: 'address',
        was,
        value,
        asOf: '2026-11-25',
      } as const;
      const cases = await transact(
        program.app,
        { kind: 'programme', task: 'corrections.apply' },
        async (tx) => {
          await tx.recordAccess();
          return correctKnownValues(tx, [closed.owner], corrected);
        },
      );
      return { id, refs: cases.map(({ ref }) => ref) };
    };
    const [first, second] = [
      { ...closed.address, houseNumber: '71' },
      { ...closed.address, houseNumber: '72' },
    ];
    const one = await told(closed.address, first);
    const two = await told(first, second);
    expect(one.refs).toContain(closed.ref);
    expect(two.refs.toSorted()).toEqual(one.refs.toSorted());
    expect(two.refs).toContain(reviewed);

    const fiona = await open('clerk-fiona');
    const settle = async (ref: string, berichtigung: string) => {
      const html = await (await fiona.fetch('/notfallzugriff')).text();
      const fields = { _csrf: csrfOf(html), berichtigung, folge: 'again', grund: '' };
      return (await fiona.post(`/faelle/${ref}/berichtigt`, fields)).status;
    };
    const houseNumber = async () => {
      const [row] = await rows<{ number: string }>(
        `select answers -> 'adresse' ->> 'houseNumber' as number from cases.matter where ref = $1`,
        [closed.ref],
      );
      return row?.number;
    };
    // The first correction is settled, and the second was told since: its value is the right one.
    expect(await settle(closed.ref, one.id)).toBe(303);
    expect(await houseNumber()).toBe('72');

    // No address at all: the form would ask for one.
    const none = await told(second, null);
    expect(none.refs).toContain(closed.ref);
    expect(await settle(closed.ref, none.id)).toBe(303);
    expect(await houseNumber()).toBe('72');
    const html = await (await fiona.fetch(`/faelle/${closed.ref}`)).text();
    expect(html).toContain('verlangt das Formular mehr, als beantwortet wurde');

    const carla = await open('resident-carla');
    const withdrawn = await fetch(`${program.origin}/api/v1/cases/${reviewed}/actions/withdraw`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await program.token('resident-carla')}`,
        'content-type': 'application/json',
        'if-match': '1',
      },
      body: '{}',
    });
    expect(withdrawn.status).toBe(200);
    expect(
      await rows(
        `select distinct settled_how as how, settled_by as by from cases.corrected_value where case_ref = $1`,
        [reviewed],
      ),
    ).toEqual([{ how: 'withdrawn', by: null }]);
    expect(await (await carla.fetch(`/faelle/${reviewed}`)).text()).toContain('Das Geschäft wurde am');
    expect(await settle(reviewed, two.id)).toBe(409);
    expect(await rows('select state from cases.matter where ref = $1', [reviewed])).toEqual([
      { state: 'withdrawn' },
    ]);
  });
});
