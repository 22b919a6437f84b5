// Tests on a database: pressed twice and at once, after their time, tried too often, changed meanwhile; what comes of passing.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { bareDb } from '../../../tests/support/unguarded.ts';
import type { StaffActor } from '../../kernel/actor.ts';
import { dayInSwitzerland } from '../../kernel/clock.ts';
import { answerQuestions } from './actions/answer-questions.ts';
import { closeAttempts, forgetAttempts } from './actions/close-attempts.ts';
import { startAttempt } from './actions/start-attempt.ts';
import { courseById, coursesState } from './courses.ts';
import { ownAttempt } from './queries/attempts.ts';
import { ownCourses } from './queries/own-learning.ts';
import { answersOf, learner, takeTest } from './testing/learner.ts';

const course = 'plain-language';
let program: TestProgram;
let ruth: StaffActor;
let gian: StaffActor;
let real: TestProgram['app']['clock'];
beforeAll(async () => {
  program = await testProgram();
  real = program.app.clock;
  ruth = await learner(program.app, 'clerk-asb');
  gian = await learner(program.app, 'clerk-gian');
}, 240_000);
afterEach(() => void (program.app.clock = real));
afterAll(() => program.stop());

const later = (minutes: number) => {
  const instant = new Date(real.now().getTime() + minutes * 60_000);
  program.app.clock = { now: () => instant, today: () => dayInSwitzerland(instant) };
};
const start = (staff: StaffActor) => startAttempt(program.app, staff, { course, language: 'de' });
const answer = async (staff: StaffActor, id: string, answers: Awaited<ReturnType<typeof answersOf>>) =>
  answerQuestions(program.app, staff, id, { answers, language: 'de' });
const countOf = async (table: 'learning.completion' | 'learning.certificate', staff: StaffActor) =>
  (
    await bareDb(program.app).selectFrom(table).select('course').where('staff_id', '=', staff.id).execute()
  ).filter((each) => each.course === course).length;

describe('a try', () => {
  it('is one, however often it is begun at once, and nobody else’s', async () => {
    const ids = await Promise.all(Array.from({ length: 5 }, () => start(gian)));
    expect(new Set(ids).size).toBe(1);
    const [id = ''] = ids;
    expect(await ownAttempt(program.app, ruth, id)).toBeUndefined();
    await expect(answer(ruth, id, await answersOf(program.app, gian, id, 'right'))).rejects.toThrow(
      'NOT_FOUND',
    );
  });

  it('takes an answer once, and in the order of its questions', async () => {
    const id = await start(gian);
    const answers = await answersOf(program.app, gian, id, 'right');
    const [first, second] = answers;
    if (!first || !second) throw new Error('The course has questions');
    expect((await answer(gian, id, [second])).fault).toBe('unknown');
    expect((await answer(gian, id, [{ ...first, given: [] }])).fault).toBe('empty');
    await Promise.all([answer(gian, id, [first]), answer(gian, id, [first])]);
    const { attempt } = await answer(gian, id, [{ ...first, given: ['nonsense'] }]);
    expect(attempt.answers).toEqual([{ given: [...first.given], right: true }]);
  });

  it('refuses answers after its time, to the millisecond, and is judged by those before', async () => {
    const id = await start(gian);
    const { endsAt = new Date(0) } = (await ownAttempt(program.app, gian, id)) ?? {};
    const [, ...rest] = await answersOf(program.app, gian, id, 'right');
    program.app.clock = { now: () => endsAt, today: () => dayInSwitzerland(endsAt) };
    const { refused, attempt } = await answer(gian, id, rest);
    expect(refused).toBe(true);
    expect(attempt).toMatchObject({ endedBy: 'time', passed: false, finishedAt: endsAt });
    expect(attempt.answers).toHaveLength(1);
    expect(await countOf('learning.completion', gian)).toBe(0);
    program.app.clock = real;
    // Back in time it stays ended: the database refuses it, too.
    expect((await answer(gian, id, rest)).refused).toBe(true);
    await expect(
      bareDb(program.app)
        .updateTable('learning.attempt')
        .set({ passed: true })
        .where('id', '=', id)
        .execute(),
    ).rejects.toThrow('can only be answered and end');
  });

  it('that nobody comes back to is ended by the job', async () => {
    const id = await start(gian);
    later(600);
    await closeAttempts(program.app);
    await closeAttempts(program.app);
    expect((await ownAttempt(program.app, gian, id))?.endedBy).toBe('time');
  });

  it('waits after too many in vain, and may go on after that', async () => {
    const { tries } = courseById(program.app, course);
    const ines = await learner(program.app, 'hub-ines');
    for (let each = 0; each < tries.most; each++)
      expect((await takeTest(program.app, ines, course, 'wrong')).attempt.passed).toBe(false);
    await expect(start(ines)).rejects.toThrow('QUIZ_WAIT');
    later(tries.waitHours * 60 - 1);
    await expect(start(ines)).rejects.toThrow('QUIZ_WAIT');
    later(tries.waitHours * 60 + 1);
    expect((await takeTest(program.app, ines, course)).attempt.passed).toBe(true);
  });

  it('counts as none when the course has been changed', async () => {
    const id = await start(gian);
    const state = coursesState.of(program.app);
    const changed = state.courses.map((each) => ({ ...each, version: each.version + 1 }));
    try {
      coursesState.set(program.app, { ...state, courses: changed });
      const { refused, attempt } = await answer(gian, id, [{ question: 'any', given: ['a'] }]);
      expect(refused).toBe(true);
      expect(attempt).toMatchObject({ endedBy: 'changed', passed: false });
    } finally {
      coursesState.set(program.app, state);
    }
  });

  it('is forgotten after a year; that it was passed is not', async () => {
    const ines = await learner(program.app, 'hub-ines');
    later(400 * 24 * 60);
    await forgetAttempts(program.app);
    const left = await bareDb(program.app).selectFrom('learning.attempt').select('id').execute();
    expect(left).toEqual([]);
    expect(await countOf('learning.completion', ines)).toBe(1);
  });
});

describe('a test that is passed', () => {
  it('gives one completion that nobody can change, and one certificate', async () => {
    const id = await start(ruth);
    const answers = await answersOf(program.app, ruth, id, 'right');
    const results = await Promise.all([answer(ruth, id, answers), answer(ruth, id, answers)]);
    expect(results.map(({ attempt }) => attempt.passed)).toEqual([true, true]);
    expect(await countOf('learning.completion', ruth)).toBe(1);
    expect(await countOf('learning.certificate', ruth)).toBe(1);
    const db = bareDb(program.app);
    await expect(db.deleteFrom('learning.completion').execute()).rejects.toThrow('append-only');
    await expect(
      db.updateTable('learning.certificate').set({ holder: 'Somebody Else' }).execute(),
    ).rejects.toThrow('can only be revoked');
    const own = (await ownCourses(program.app, ruth)).find((each) => each.course.id === course);
    expect(own?.done).toBeDefined();
  });
});
