// The pages of those who learn, and of those who see to it that others do.
import { answerQuestions } from '../../../../src/modules/learning/actions/answer-questions.ts';
import { startAttempt } from '../../../../src/modules/learning/actions/start-attempt.ts';
import { courseById } from '../../../../src/modules/learning/courses.ts';
import { rightIds } from '../../../../src/modules/learning/judge.ts';
import { ownAttempt } from '../../../../src/modules/learning/queries/attempts.ts';
import { demoActor } from '../../../../src/modules/identity/index.ts';
import type { TestProgram } from '../../../support/test-program.ts';
import { bareDb } from '../../../support/unguarded.ts';
import { look, type Visit } from '../visit.ts';

const course = 'plain-language';

/** A try of Ruth, who has no certificate yet; so many of its questions are answered, all of them rightly. */
async function attempt({ app }: TestProgram, answered: number | 'all'): Promise<string> {
  const staff = await demoActor(app, 'clerk-asb');
  if (staff.kind !== 'staff') throw new Error('Ruth works for the canton');
  const id = await startAttempt(app, staff, { course, language: 'de' });
  const drawn = (await ownAttempt(app, staff, id))?.drawn ?? [];
  const answers = drawn.slice(0, answered === 'all' ? drawn.length : answered).flatMap((each) => {
    const question = courseById(app, course).questions.find((one) => one.id === each.id);
    return question ? [{ question: question.id, given: rightIds(question) }] : [];
  });
  await answerQuestions(app, staff, id, { answers, language: 'de' });
  return `/lernen/${course}/test/${id}`;
}

const newestOf =
  (subject: string, column: 'id' | 'code', before: string) =>
  async ({ app }: TestProgram) => {
    const { id } = await bareDb(app)
      .selectFrom('identity.account')
      .select('id')
      .where('subject', '=', subject)
      .executeTakeFirstOrThrow();
    const found = await bareDb(app)
      .selectFrom('learning.certificate')
      .select(['id', 'code'])
      .where('staff_id', '=', id)
      .orderBy('issued_at', 'desc')
      .executeTakeFirstOrThrow();
    return `${before}${found[column]}`;
  };

export const learningVisits: readonly Visit[] = [
  {
    who: 'clerk-asb',
    first: '/lernen',
    pages: [
      '/lernen',
      look('/lernen/:course', '/lernen/sensitive-data'),
      look('/lernen/:course/modul/:module', async ({ app }) => {
        const [first] = courseById(app, course).modules;
        return `/lernen/${course}/modul/${first?.id ?? ''}`;
      }),
      look('/lernen/:course/test/:id', (program) => attempt(program, 0)),
      look('/lernen/:course/test/:id', async (program) => `${await attempt(program, 1)}?nach=1`),
      look(
        '/lernen/:course/test/:id/ergebnis',
        async (program) => `${await attempt(program, 'all')}/ergebnis`,
      ),
    ],
  },
  {
    who: 'clerk-betreibungsamt',
    first: '/lernen',
    pages: [
      '/lernen',
      look('/lernen/zertifikate/:id', newestOf('clerk-betreibungsamt', 'id', '/lernen/zertifikate/')),
      look('/verify/:code', newestOf('clerk-betreibungsamt', 'code', '/verify/')),
    ],
  },
  {
    who: 'trainer-nora',
    first: '/lernen/stand',
    pages: [
      '/lernen/stand',
      look('/lernen/stand/:course', '/lernen/stand/sensitive-data'),
      look('/lernen/stand/:course/:unit', '/lernen/stand/sensitive-data/betreibungsamt'),
      '/lernen/widerruf',
      look('/lernen/widerruf', newestOf('clerk-fiona', 'code', '/lernen/widerruf?code=')),
    ],
  },
];
