// Sends answers of a service as a program does, by the API.
import { randomUUID } from 'node:crypto';
import type { TestProgram } from './test-program.ts';

/** @returns reference of the case */
export async function submitAnswers(
  program: Pick<TestProgram, 'origin' | 'token'>,
  identity: string,
  service: string,
  answers: Record<string, unknown>,
): Promise<string> {
  const response = await fetch(`${program.origin}/api/v1/services/${service}/submissions`, {
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
