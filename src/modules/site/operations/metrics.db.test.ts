// /metrics as a supervision reads it: with the operator's token and no account.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testProgram, type TestProgram } from '../../../../tests/support/test-program.ts';

const token = 'a-token-of-the-operator';
let program: TestProgram;
beforeAll(async () => {
  program = await testProgram({ METRICS_TOKEN: token, SEED: 'none' });
});
afterAll(() => program.stop());

const ask = (headers: Record<string, string>) => fetch(`${program.origin}/metrics`, { headers });

describe('/metrics', () => {
  it('tells memory, jobs and the database to whoever has the token', async () => {
    const response = await ask({ authorization: `Bearer ${token}` });
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(text).toMatch(/^process_resident_memory_bytes [1-9]\d{6,}$/m);
    expect(text).toMatch(/^drehscheibe_jobs\{state="waiting"\} \d+$/m);
    expect(text).toMatch(/^drehscheibe_database_up 1$/m);
  });

  it.each([{}, { authorization: 'Bearer another' }, { authorization: token }])(
    'does not exist for %j',
    async (headers) => {
      expect((await ask(headers as Record<string, string>)).status).toBe(404);
    },
  );
});
