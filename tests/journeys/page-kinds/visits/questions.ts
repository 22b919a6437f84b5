// The pages of those who ask, of those who answer, and of everyone who reads what came of it.
import { hashOf } from '../../../../src/kernel/secret.ts';
import type { TestProgram } from '../../../support/test-program.ts';
import { bareDb } from '../../../support/unguarded.ts';
import { look, type Visit } from '../visit.ts';

const published = async ({ app }: TestProgram) => {
  const { question_id: id } = await bareDb(app)
    .selectFrom('questions.published')
    .select('question_id')
    .where('state', '=', 'answered')
    .executeTakeFirstOrThrow();
  return `/fragen/${id}`;
};

/** A second key to a question that was asked without account: of the first one only the hash is known. */
const secretAddress = async ({ app }: TestProgram) => {
  const secret = 'a'.repeat(43);
  const db = bareDb(app);
  const { question_id: id } = await db
    .selectFrom('questions.key')
    .select('question_id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('questions.key')
    .values({ hash: hashOf(secret), question_id: id, made_at: app.clock.now() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return `/fragen/meine/${secret}`;
};

const ownQuestion = async ({ app }: TestProgram) => {
  const { id } = await bareDb(app)
    .selectFrom('questions.question')
    .select('id')
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow();
  return `/konto/fragen/${id}`;
};

const ofUnit =
  (unit: string) =>
  async ({ app }: TestProgram) => {
    const { id } = await bareDb(app)
      .selectFrom('questions.question')
      .select('id')
      .where('unit', '=', unit)
      .where('public', '=', true)
      .orderBy('asked_at')
      .executeTakeFirstOrThrow();
    return `/fragen/bearbeiten/${id}`;
  };

export const questionsVisits: readonly Visit[] = [
  {
    who: 'someone with a question',
    pages: [
      '/fragen',
      '/fragen/neu',
      look('/fragen/neu', '/fragen/neu?zu=/leistungen/hund-anmelden&q=Hund'),
      look('/fragen/:id', published),
      look('/fragen/meine/:secret', secretAddress),
      look('/fragen/bestaetigen/:secret', `/fragen/bestaetigen/${'b'.repeat(43)}`),
      '/wissen',
      look('/wissen/:id', '/wissen/sperrgut-wie'),
      look('/wissen/:id/versionen/:version', '/wissen/hund-neu/versionen/1'),
      '/antwortzeiten',
    ],
  },
  {
    who: 'resident-paula',
    first: '/fragen',
    pages: ['/konto/fragen', look('/konto/fragen/:id', ownQuestion)],
  },
  {
    who: 'clerk-fiona',
    first: '/fragen/bearbeiten',
    pages: [
      '/fragen/bearbeiten',
      look('/fragen/bearbeiten/:id', ofUnit('veterinaeramt')),
      look('/wissen/:id/bearbeiten', '/wissen/hund-neu/bearbeiten'),
    ],
  },
];
