// A dog registration as a program sends it, in which the register says what it knows.
import { randomUUID } from 'node:crypto';
import type { TestProgram } from './test-program.ts';
import { resolveDayTokens } from '../../src/engine/index.ts';
import { examplesOf, serviceById } from '../../src/modules/catalogue/index.ts';

/** A dog that the rules confirm at once; what the register knows is left out, so that it says it. */
export async function knownDog(
  program: TestProgram,
  identity: string,
  example = 'Ein Hund, sofort bestätigt',
): Promise<string> {
  const found = examplesOf(program.app, 'hund-anmelden').find(({ name }) => name === example);
  const sourced = (serviceById(program.app, 'hund-anmelden')?.pages ?? [])
    .flatMap(({ fields }) => fields)
    .flatMap(({ id, source }) => (source === undefined ? [] : [id]));
  const all = resolveDayTokens(found?.answers ?? {}, program.app.clock.today()) as Record<string, unknown>;
  const answers = Object.fromEntries(Object.entries(all).filter(([id]) => !sourced.includes(id)));
  const response = await fetch(`${program.origin}/api/v1/services/hund-anmelden/submissions`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await program.token(identity)}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify({ answers }),
  });
  const body = (await response.json()) as { case?: { ref: string } };
  if (response.status !== 201 || !body.case) throw new Error(JSON.stringify(body));
  return body.case.ref;
}
