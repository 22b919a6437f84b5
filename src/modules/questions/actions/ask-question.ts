// Somebody asks: the question goes to a unit with a clock. Sent twice it is one question, and the same browser gets the same address.
import { createHmac, randomUUID } from 'node:crypto';
import { addWorkingDays } from '../../../engine/index.ts';
import type { Anonymous, PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { hashOf, newSecret } from '../../../kernel/secret.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { mayAskAddress } from '../../notifications/index.ts';
import { holidaysOf } from '../../organisation/index.ts';
import type { About } from '../about.ts';
import { promiseOf } from '../questions-config.ts';
import { unitFor } from '../routing.ts';
import { countOpen } from '../times/count-response.ts';
import { writeStep } from './write-step.ts';

/** Open questions of one account at a time. */
const mostOpen = 20;

export interface WantedQuestion {
  /** uuid, made with the form. */
  id: string;
  public: boolean;
  /** That a private question may become an anonymous public one. */
  consent: boolean;
  title: string;
  body: string;
  language: Language;
  about: About;
  topic: string | undefined;
  area: string | undefined;
  /** Of somebody without account who wants to be told by mail. */
  email: string | undefined;
  /** What only the browser with the form knows. */
  browser: string;
}

export interface Asked {
  id: string;
  /** Of the secret address; undefined: asked with an account. */
  secret: string | undefined;
}

/** @throws Fault ASK_TOO_MANY, ASK_MAIL_TOO_OFTEN */
export async function askQuestion(
  app: App,
  actor: PersonActor | Anonymous,
  wanted: WantedQuestion,
): Promise<Asked> {
  const { about, topic, area } = wanted;
  const service = about.service;
  const unit = await unitFor(app, { unit: about.unit, service, topic, area });
  return transact(app, actor, async (tx) => {
    tx.ownData();
    const before = await sentBefore(tx, wanted);
    if (before === 'same') return askedBy(tx, wanted, wanted.id);
    const id = before === 'other' ? randomUUID() : wanted.id;
    const asked = askedBy(tx, wanted, id);
    if (!(await insert(tx, { ...wanted, id }, unit))) return askedBy(tx, wanted, wanted.id);
    const account = actor.kind === 'person' ? actor.id : undefined;
    if (account !== undefined) await refuseFlood(tx, account);
    if (asked.secret !== undefined)
      await tx.db
        .insertInto('questions.key')
        .values({ hash: hashOf(asked.secret), question_id: id, made_at: app.clock.now() })
        .execute();
    if (account === undefined && wanted.email !== undefined)
      await keepAddress(tx, id, wanted.email, wanted.language);
    await writeStep(tx, id, 'asked', { unit });
    await countOpen(tx, 'question', unit, 1);
    await tx.emit({ type: 'question.asked', subject: id, data: { unit } });
    return asked;
  });
}

/** Derived from the form and the browser it was made for: of two clicks the second one leads to the same address. */
function askedBy({ app, actor }: Transaction, { browser }: WantedQuestion, id: string): Asked {
  if (actor.kind === 'person') return { id, secret: undefined };
  const secret = createHmac('sha256', app.secret).update(`question\0${id}\0${browser}`).digest('base64url');
  return { id, secret };
}

/** Whether the id was sent before, and by the same one with the same words. A stranger who knows an id makes another question. */
async function sentBefore(tx: Transaction, wanted: WantedQuestion): Promise<'same' | 'other' | undefined> {
  const row = await tx.db
    .selectFrom('questions.question')
    .select(['title', 'body', 'account_id'])
    .where('id', '=', wanted.id)
    .executeTakeFirst();
  if (!row) return undefined;
  const { secret } = askedBy(tx, wanted, wanted.id);
  const own =
    tx.actor.kind === 'person'
      ? row.account_id === tx.actor.id
      : secret !== undefined &&
        (await tx.db
          .selectFrom('questions.key')
          .select('hash')
          .where('hash', '=', hashOf(secret))
          .executeTakeFirst()) !== undefined;
  return own && row.title === wanted.title && row.body === wanted.body ? 'same' : 'other';
}

/** @returns false where the other of two clicks at once has just made it */
async function insert(tx: Transaction, wanted: WantedQuestion, unit: string): Promise<boolean> {
  const { app, actor } = tx;
  const { id, title, body, language, consent, about, topic, area } = wanted;
  const made = await tx.db
    .insertInto('questions.question')
    .values({
      ...{ id, title, body, language, consent, unit },
      public: wanted.public,
      about: about.path,
      service: about.service ?? null,
      topic: topic ?? null,
      area: area ?? null,
      account_id: actor.kind === 'person' ? actor.id : null,
      asked_at: app.clock.now(),
      due: addWorkingDays(app.clock.today(), promiseOf(app, unit), holidaysOf(app)),
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return made !== undefined;
}

async function refuseFlood(tx: Transaction, account: string): Promise<void> {
  const { open } = await tx.db
    .selectFrom('questions.question')
    .select(({ fn }) => fn.countAll<number>().as('open'))
    .where('account_id', '=', account)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (open > mostOpen) throw new Fault('ASK_TOO_MANY');
}

/** The address gets one mail that asks for its confirmation; whose it is nobody knows before. */
async function keepAddress(tx: Transaction, id: string, typed: string, language: Language): Promise<void> {
  const email = typed.toLowerCase();
  const now = tx.app.clock.now();
  if (!(await mayAskAddress(tx, email))) throw new Fault('ASK_MAIL_TOO_OFTEN');
  await tx.db
    .insertInto('questions.address')
    .values({ question_id: id, email, confirm_hash: hashOf(newSecret()), made_at: now, language })
    .execute();
  await tx.queue('questions.confirm', { question: id });
}
