// The account says on top what has come and was not read: a breach, an answer about uses; and an offered mandate is something to do.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PersonActor } from '../../src/kernel/actor.ts';
import { demoActor } from '../../src/modules/identity/index.ts';
import { act, browserOf, htmlOf, postOffer } from '../../src/modules/mandates/testing/mandates.ts';
import { confirmedBreach } from '../../src/modules/oversight/testing/confirmed-breach.ts';
import type { CookieJar } from '../support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';
import { barePool } from '../support/unguarded.ts';

let program: TestProgram;
let anna: CookieJar;
let person: PersonActor;
beforeAll(async () => {
  program = await testProgram();
  await program.settle();
  anna = await browserOf(program, 'resident-anna');
  person = (await demoActor(program.app, 'resident-anna')) as PersonActor;
}, 240_000);
afterAll(() => program.stop());

it('a breach, until its notice has been read, and again for the next one', async () => {
  const says = 'Ihre Daten waren von einem Vorfall betroffen';
  expect(await htmlOf(anna, '/konto')).not.toContain(says);
  for (let round = 0; round < 2; round += 1) {
    await confirmedBreach(program.app, [person.id]);
    expect(await htmlOf(anna, '/konto')).toContain(says);
    // Looking at the account alone is not reading it.
    expect(await htmlOf(anna, '/konto')).toContain(says);
    await htmlOf(anna, '/konto/zugriffe/vorfaelle');
    expect(await htmlOf(anna, '/konto')).not.toContain(says);
  }
  const bruno = await browserOf(program, 'resident-bruno');
  expect(await htmlOf(bruno, '/konto')).not.toContain(says);
});

it('an answer to a question about uses, until it has been read', async () => {
  const says = 'Ihre Frage zu einem Zugriff ist beantwortet';
  const insert = `insert into oversight.question (account_id, entries, question, language, asked_at, due)
     values ($1, '{1}', 'Warum?', 'de', now(), current_date + 30)`;
  await barePool(program.app).query(insert, [person.id]);
  expect(await htmlOf(anna, '/konto')).not.toContain(says);
  await barePool(program.app).query(
    "update oversight.question set answer = 'Darum', answered_at = now(), answered_by = gen_random_uuid() where account_id = $1",
    [person.id],
  );
  expect(await htmlOf(anna, '/konto')).toContain(says);
  await htmlOf(anna, '/konto/zugriffe/fragen');
  expect(await htmlOf(anna, '/konto')).not.toContain(says);
});

it('an offered mandate stands under what is to do, until it is answered', async () => {
  const bruno = await browserOf(program, 'resident-bruno');
  const says = 'Vollmacht von Anna Beispiel annehmen oder ablehnen';
  expect(await htmlOf(bruno, '/konto')).not.toContain(says);
  const offered = await postOffer(program, anna, { to: 'bruno@example.org' });
  const path = offered.headers.get('location') ?? '';
  const html = await htmlOf(bruno, '/konto');
  expect(html).toContain(says);
  expect(html).toContain(`href="${path}"`);
  expect(await htmlOf(anna, '/konto')).not.toContain(says);
  await act(bruno, path, 'decline');
  expect(await htmlOf(bruno, '/konto')).not.toContain(says);
});
