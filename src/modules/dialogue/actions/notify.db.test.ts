// Mails about cases, through the whole program and a real SMTP server: the right ones, once, and never the decision itself.
import { bareDb, barePool } from '../../../../tests/support/unguarded.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { smtpSink, type ReceivedMail, type SmtpSink } from '../../../../tests/support/smtp-sink.ts';
import { testProgram, type TestProgram } from '../../../../tests/support/test-program.ts';
import { serviceById } from '../../catalogue/index.ts';
import { mailKey } from '../mail-key.ts';
import { asIdentities, atOnce, byStaff, type Client } from '../testing/as-identities.ts';
import { notify } from './notify.ts';

let program: TestProgram;
let sink: SmtpSink;
let as: Client;

beforeAll(async () => {
  sink = await smtpSink();
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00', SMTP_URL: sink.url });
  as = asIdentities(program);
  await program.settle();
}, 240_000);
afterAll(async () => {
  await program.stop();
  await sink.stop();
});
beforeEach(() => {
  sink.received.length = 0;
  sink.refuse = false;
});

async function submit(example: string, language: string): Promise<string> {
  const ref = await as.submit(example, 'resident-anna', language);
  await program.settle();
  return ref;
}

async function act(ref: string, action: string, identity: string, input: unknown = {}): Promise<void> {
  await as.act(ref, action, identity, input);
  await program.settle();
}

function serviceTexts(language: 'de' | 'fr' | 'it' | 'en'): Record<string, string> {
  return serviceById(program.app, 'hund-anmelden')?.texts[language] ?? {};
}

function only(): ReceivedMail {
  expect(sink.received.map((mail) => mail.parsed.subject)).toHaveLength(1);
  const [mail] = sink.received.splice(0);
  if (!mail) throw new Error('no mail');
  return mail;
}

const accessesFor = (ref: string) =>
  bareDb(program.app)
    .selectFrom('kernel.access_entry')
    .select(['actor_kind', 'actor_role', 'fields', 'purpose', 'legal_basis'])
    .where('case_ref', '=', ref)
    .where('purpose', 'like', 'notify|%')
    .orderBy('id')
    .execute();

/** Runs the job again for everything that has happened to a case. */
async function runAgain(ref: string): Promise<void> {
  const events = await bareDb(program.app)
    .selectFrom('kernel.event')
    .select(['type', 'subject', 'data'])
    .where('subject', '=', ref)
    .execute();
  expect(events.length).toBeGreaterThan(0);
  for (const event of [...events, ...events]) await notify(program.app, { ...event });
  await program.settle();
}

test('a case from receipt over two questions to a refusal, in the language of the case', async () => {
  const ref = await submit(byStaff, 'fr');
  const texts = serviceTexts('fr');
  const receipt = only();
  expect(receipt.to).toEqual(['anna@example.org']);
  expect(receipt.parsed.subject).toBe(texts['letters.receipt.subject']);
  expect(receipt.parsed.headers.get('content-language')).toBe('fr');
  expect(receipt.parsed.headers.get('auto-submitted')).toBe('auto-generated');
  expect(receipt.parsed.text).toContain('Anna Beispiel');
  expect(receipt.parsed.text).toContain(`Référence: ${ref}`);
  expect(receipt.parsed.text).toContain(`${program.origin}/faelle/${ref}`);
  expect(receipt.parsed.text).toContain('27 novembre 2026');
  expect(receipt.parsed.text).toContain('Démonstration');

  await act(ref, 'take', 'clerk-fiona');
  await act(ref, 'ask', 'clerk-fiona', {
    question: 'Heisst «Arko» wirklich so? Grüsse aus Übersee, déjà vu.',
  });
  const question = only();
  // The service asks for special personal data (supplementary benefits): the question itself stays in the account.
  expect(question.parsed.subject).toBe(`Nous avons une question: ${texts['title']}`);
  expect(question.parsed.text).not.toMatch(/Arko|Übersee/);
  expect(question.parsed.text).toContain('La question se trouve dans votre compte.');
  expect(question.parsed.text).toContain(`${program.origin}/faelle/${ref}`);

  await act(ref, 'reply', 'resident-anna', { answer: 'Ja.' });
  expect(sink.received).toHaveLength(0);
  await act(ref, 'ask', 'clerk-fiona', { question: 'Und wo wohnt er?' });
  const second = only();
  expect(second.parsed.text).not.toContain('wo wohnt er');
  expect(second.parsed.messageId).not.toBe(question.parsed.messageId);

  await act(ref, 'reply', 'resident-anna', { answer: 'Bei mir.' });
  await act(ref, 'reject', 'clerk-fiona', { reasons: 'Vertraulich: der Hund ist zu gross.' });
  const decided = only();
  const all = `${decided.parsed.subject}\n${decided.parsed.text}`;
  expect(all).toContain(ref);
  expect(all).toContain(texts['title']);
  expect(all).toContain('Service vétérinaire');
  expect(all).toContain('PDF');
  expect(all).toContain(`${program.origin}/faelle/${ref}`);
  // Nothing of the decision: neither its reasons nor its outcome, nor a word of the letter.
  expect(all).not.toContain('Vertraulich');
  expect(all).not.toContain(texts['letters.rejected.subject']);
  for (const language of ['de', 'fr', 'it', 'en'] as const) {
    for (const line of (serviceTexts(language)['letters.rejected.body'] ?? '').split('\n')) {
      if (line.trim() !== '' && !line.includes('{name}')) expect(all).not.toContain(line.trim());
    }
  }

  await runAgain(ref);
  expect(sink.received).toHaveLength(0);
  const accesses = await accessesFor(ref);
  expect(accesses).toHaveLength(4);
  for (const access of accesses) {
    expect(access).toMatchObject({
      actor_kind: 'programme',
      actor_role: 'dialogue.notify',
      fields: ['name', 'email'],
      purpose: 'notify|hund-anmelden',
    });
    expect(access.legal_basis).toContain('SG');
  }
});

test('an approval and a refusal give the same mail but for the reference', async () => {
  const words: string[] = [];
  for (const [action, input] of [
    ['confirm', {}],
    ['reject', { reasons: 'Nein.' }],
  ] as const) {
    const ref = await submit(byStaff, 'de');
    await act(ref, 'take', 'clerk-fiona');
    sink.received.length = 0;
    await act(ref, action, 'clerk-fiona', input);
    const { parsed } = only();
    words.push(`${parsed.subject}\n${parsed.text}`.replaceAll(ref, 'REF'));
  }
  expect(words[0]).toBe(words[1]);
});

test('decided at once: one mail, about the letter', async () => {
  const ref = await submit(atOnce, 'de');
  const { parsed } = only();
  expect(parsed.subject).toBe('Ein Brief liegt für Sie bereit: Hund anmelden');
  expect(parsed.text).toContain(ref);
  expect(parsed.text).not.toContain('Luna');
  const [entry] = await bareDb(program.app)
    .selectFrom('cases.history_entry')
    .select('id')
    .where('case_ref', '=', ref)
    .where('action', '=', 'decide-at-once')
    .execute();
  const kept = await bareDb(program.app)
    .selectFrom('kernel.mail')
    .select(['message_id', 'state', 'kind'])
    .where('key', '=', mailKey(ref, Number(entry?.id)))
    .executeTakeFirstOrThrow();
  expect(kept).toMatchObject({ state: 'sent', kind: 'case' });
  expect(parsed.messageId).toBe(`<${kept.message_id}@example.org>`);
  await runAgain(ref);
  expect(sink.received).toHaveLength(0);
});

test('withdrawn: nobody is told what they did themselves', async () => {
  const ref = await submit(byStaff, 'de');
  sink.received.length = 0;
  await act(ref, 'withdraw', 'resident-anna', {});
  expect(sink.received).toHaveLength(0);
});

test('a question that was answered before the mail could go out is not asked again', async () => {
  const ref = await submit(byStaff, 'de');
  await act(ref, 'take', 'clerk-fiona');
  await act(ref, 'ask', 'clerk-fiona', { question: 'Warum?' });
  await act(ref, 'reply', 'resident-anna', { answer: 'Darum.' });
  sink.received.length = 0;
  await bareDb(program.app).deleteFrom('kernel.mail').where('key', 'like', `case/${ref}/%`).execute();
  await notify(program.app, { type: 'case.question-asked', subject: ref, data: {} });
  await program.settle();
  expect(sink.received).toHaveLength(0);
});

test('while the clock stands still, the receipt promises no day', async () => {
  const ref = await submit(byStaff, 'de');
  await act(ref, 'take', 'clerk-fiona');
  await act(ref, 'ask', 'clerk-fiona', { question: 'Warum?' });
  sink.received.length = 0;
  await bareDb(program.app).deleteFrom('kernel.mail').where('key', 'like', `case/${ref}/%`).execute();
  await notify(program.app, { type: 'case.submitted', subject: ref, data: { atOnce: false } });
  await program.settle();
  const { parsed } = only();
  expect(parsed.subject).toBe('Eingegangen: Hund anmelden');
  expect(parsed.text).toContain('ist am 24.\u00a0November\u00a02026 bei uns eingegangen');
  expect(parsed.text).not.toMatch(/bis am\s*\./);
});

test('names with line breaks add neither header nor recipient', async () => {
  const ref = await submit(byStaff, 'de');
  await bareDb(program.app).deleteFrom('kernel.mail').where('key', 'like', `case/${ref}/%`).execute();
  const name = 'Eve\r\nBcc: eve@evil.example\r\nX-Evil: 1\r\n\r\n\u202EHallo';
  await bareDb(program.app)
    .updateTable('cases.matter')
    .set({ applicant_name: name })
    .where('ref', '=', ref)
    .execute();
  sink.received.length = 0;
  await notify(program.app, { type: 'case.submitted', subject: ref, data: {} });
  await program.settle();
  const { to, parsed } = only();
  expect(to).toHaveLength(1);
  expect(parsed.bcc).toBeUndefined();
  expect(parsed.headers.has('x-evil')).toBe(false);
  expect(parsed.text).not.toContain('\u202E');
});

test('nothing to send is no failure: vanished case, no address, an address that is none, other events', async () => {
  await notify(program.app, { type: 'case.decided', subject: '2026-0000-0000', data: {} });
  await notify(program.app, { type: 'case.question-answered', subject: '2026-0000-0000', data: {} });
  await notify(program.app, {});
  const ref = await submit(byStaff, 'de');
  sink.received.length = 0;
  const { owner_id: owner } = await bareDb(program.app)
    .selectFrom('cases.matter')
    .select('owner_id')
    .where('ref', '=', ref)
    .executeTakeFirstOrThrow();
  const { email } = await bareDb(program.app)
    .selectFrom('identity.account')
    .select('email')
    .where('id', '=', owner)
    .executeTakeFirstOrThrow();
  await bareDb(program.app).deleteFrom('kernel.mail').where('key', 'like', `case/${ref}/%`).execute();
  for (const address of [null, '', 'anna@example.org, eve@evil.example']) {
    await bareDb(program.app)
      .updateTable('identity.account')
      .set({ email: address })
      .where('id', '=', owner)
      .execute();
    await notify(program.app, { type: 'case.submitted', subject: ref, data: {} });
  }
  await program.settle();
  await bareDb(program.app).updateTable('identity.account').set({ email }).where('id', '=', owner).execute();
  expect(sink.received).toHaveLength(0);
  expect(await accessesFor(ref)).toHaveLength(1);
});

test('a mail server that refuses: the mail waits for its next try, and then arrives once', async () => {
  sink.refuse = true;
  const ref = await submit(byStaff, 'de');
  const mail = () =>
    bareDb(program.app)
      .selectFrom('kernel.mail')
      .select(['key', 'state', 'attempts', 'failure', 'next_try_at'])
      .where('key', 'like', `case/${ref}/%`)
      .executeTakeFirstOrThrow();
  const waiting = await mail();
  expect(waiting).toMatchObject({ state: 'waiting', attempts: 1 });
  expect(waiting.failure).toContain('451');
  expect(waiting.next_try_at).not.toBeNull();
  expect(sink.received).toHaveLength(0);
  sink.refuse = false;
  const { rowCount } = await barePool(program.app).query(
    `select graphile_worker.reschedule_jobs(array(select id from graphile_worker.jobs where key = $1), run_at := now())`,
    [`notifications.deliver/${waiting.key}`],
  );
  expect(rowCount).toBe(1);
  await program.settle();
  expect(only().parsed.text).toContain(ref);
  expect(await mail()).toMatchObject({ state: 'sent', failure: null });
  expect(await accessesFor(ref)).toHaveLength(1);
});
