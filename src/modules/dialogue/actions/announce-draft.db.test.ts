// Drafts that will be removed: one mail, in time, in the person's language; going on keeps them.
import { bareDb } from '../../../../tests/support/unguarded.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { smtpSink, type SmtpSink } from '../../../../tests/support/smtp-sink.ts';
import { testProgram, type TestProgram } from '../../../../tests/support/test-program.ts';
import { announceRemoval } from '../../intake/actions/announce-removal.ts';
import { saveAnswers } from '../../intake/actions/save-answers.ts';
import { startDraft } from '../../intake/actions/start-draft.ts';
import { serviceById } from '../../catalogue/index.ts';
import { demoActor } from '../../identity/index.ts';

let program: TestProgram;
let sink: SmtpSink;
beforeAll(async () => {
  sink = await smtpSink();
  program = await testProgram({ SMTP_URL: sink.url });
  await program.settle();
  sink.received.length = 0;
}, 240_000);
afterAll(async () => {
  await program.stop();
  await sink.stop();
});

async function announced(days: number, id: string): Promise<string[]> {
  const { app } = program;
  await bareDb(app)
    .updateTable('intake.draft')
    .set({ expires_at: new Date(app.clock.now().getTime() + days * 86_400_000) })
    .where('id', '=', id)
    .execute();
  await announceRemoval(app);
  await announceRemoval(app);
  await program.settle();
  return sink.received.splice(0).map((mail) => `${mail.parsed.subject ?? ''}\n${mail.parsed.text ?? ''}`);
}

test('a draft is announced once, five days before, and again when it was changed meanwhile', async () => {
  const { app } = program;
  const anna = await demoActor(app, 'resident-anna');
  const definition = serviceById(app, 'hund-anmelden');
  if (anna.kind !== 'person' || !definition) throw new Error('The demonstration lacks what this test needs');
  const draft = await startDraft(app, anna, definition, 'fr');
  expect(await announced(6, draft.id)).toEqual([]);
  const [mail, ...more] = await announced(4, draft.id);
  expect(more).toEqual([]);
  expect(mail).toContain('Votre brouillon sera bientôt effacé');
  expect(mail).toContain('/leistungen/hund-anmelden/formular');
  expect(await announced(3, draft.id)).toEqual([]);
  const changed = await saveAnswers(app, anna, draft.id, { answers: () => {} });
  expect(changed.expiresAt.getTime()).toBeGreaterThan(app.clock.now().getTime() + 29 * 86_400_000);
  expect(await announced(2, draft.id)).toHaveLength(1);
});
