// A form for a mandate that is sent twice gives one; the same form with something else in it is told.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { bareDb } from '../../../tests/support/unguarded.ts';
import { browserOf, htmlOf, postOffer } from './testing/mandates.ts';
import { ahv, recordPaper } from './testing/paper.ts';

let program: TestProgram;
beforeAll(async () => {
  program = await testProgram();
}, 240_000);
afterAll(() => program.stop());

const mandates = () =>
  bareDb(program.app).selectFrom('mandates.mandate').select(['id', 'paper_file']).orderBy('id').execute();

it('offers once, however often and at the same time the form is sent', async () => {
  const anna = await browserOf(program, 'resident-anna');
  const id = /name="_id" value="([^"]+)"/.exec(await htmlOf(anna, '/vertretung/erteilen'))?.[1] ?? '';
  const before = await mandates();
  const send = (to: string) => postOffer(program, anna, { _id: id, to });
  const to = 'bruno@example.org';
  const sent = await Promise.all([send(to), send(to), send(to)]);
  const place = `/vertretung/vollmachten/${id}`;
  expect(sent.map((each) => each.headers.get('location'))).toEqual([place, place, place]);
  expect(await mandates()).toHaveLength(before.length + 1);
  await program.settle();
  const mails = await bareDb(program.app)
    .selectFrom('kernel.mail')
    .select('recipient')
    .where('key', 'like', `mandate/${id}/offered/%`)
    .execute();
  expect(mails).toHaveLength(2);

  const other = await send('carla@example.org');
  const html = await other.text();
  expect([other.status, html]).toEqual([409, expect.stringContaining('value="carla@example.org"')]);
  const next = /name="_id" value="([^"]+)"/.exec(html)?.[1] ?? '';
  expect((await postOffer(program, anna, { _id: next, to: 'carla@example.org' })).status).toBe(303);
  expect(await mandates()).toHaveLength(before.length + 2);
  // Nobody gets at another one's by its id.
  const rosa = await browserOf(program, 'resident-rosa');
  expect((await postOffer(program, rosa, { _id: id, to })).status).toBe(409);
});

it('records a paper once', async () => {
  const erik = await browserOf(program, 'counter-erik');
  const before = await mandates();
  const id = randomUUID();
  const fields = { _id: id, giver: ahv.anna, mandatary: ahv.carla };
  const sent = await Promise.all([recordPaper(program, erik, fields), recordPaper(program, erik, fields)]);
  expect(sent.map(({ status }) => status)).toEqual([303, 303]);
  const after = await mandates();
  expect(after).toHaveLength(before.length + 1);
  expect(after).toContainEqual({ id, paper_file: expect.any(String) as string });
  const scan = new Blob(['%PDF-1.7\n2 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'], {
    type: 'application/pdf',
  });
  for (const other of [
    await recordPaper(program, erik, { ...fields, mandatary: ahv.rosa }),
    await recordPaper(program, erik, { ...fields, accepted: 'no' }),
    await recordPaper(program, erik, fields, scan),
  ])
    expect([other.status, await other.text()]).toEqual([
      409,
      expect.stringContaining('haben Sie schon gesendet'),
    ]);
  expect((await recordPaper(program, erik, fields)).status).toBe(303);
  expect(await mandates()).toEqual(after);
});
