// The canton's courses hold, and each planted fault is found with file, line and place.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCanton, type Canton } from '../../kernel/canton.ts';
import type { Course } from './course.ts';
import { loadCourses } from './load-courses.ts';
import { many, one, order, smallCourse } from './testing/small-course.ts';

const certificates = ['sensitive-data'];
const real = await readCanton('canton/basel-stadt');
let canton: Canton;
beforeAll(async () => {
  canton = { ...real, folder: await mkdtemp(join(tmpdir(), 'courses-')) };
  await mkdir(join(canton.folder, 'courses'));
});
afterAll(() => rm(canton.folder, { recursive: true }));

/** JSON is YAML, too. */
async function faultsOf(course: unknown, paths: unknown = { paths: [] }): Promise<string> {
  await writeFile(join(canton.folder, 'courses', 'small.yaml'), JSON.stringify(course, null, 2));
  await writeFile(join(canton.folder, 'learning-paths.yaml'), JSON.stringify(paths, null, 2));
  return (await loadCourses(canton, certificates)).faults.join('\n');
}

describe('the courses of Basel-Stadt', () => {
  it('hold, with enough questions and a certificate for special data', async () => {
    const { courses, paths, faults } = await loadCourses(real, certificates);
    expect(faults).toEqual([]);
    expect(courses.length).toBeGreaterThanOrEqual(10);
    for (const { id, questions } of courses) expect(questions.length, id).toBeGreaterThanOrEqual(12);
    expect(courses.find(({ certificate }) => certificate === 'sensitive-data')).toBeDefined();
    expect(paths.paths.some((path) => path.courses.some(({ mandatory }) => mandatory))).toBe(true);
  });
});

describe('a course', () => {
  it('that is good has no fault, and a canton without any has none either', async () => {
    expect(await faultsOf(smallCourse())).toBe('');
    expect(await loadCourses({ ...real, folder: tmpdir() }, [])).toEqual({
      courses: [],
      paths: { paths: [] },
      faults: [],
    });
  });

  const changed = (change: Partial<Course>) => ({ ...smallCourse(), ...change });
  it.each([
    ['another id than its file', { id: 'large' }, /small\.yaml:\d+ id: The file is called small\.yaml/],
    ['an unknown key', { colour: 'red' }, /colour|additional/],
    ['a language that is missing', { title: { de: 'x', fr: 'x', it: 'x' } }, /small\.yaml:\d+ title/],
    ['a role that there is not', { audience: ['king'] }, /audience/],
    ['more questions than there are', { draw: 40 }, /:\d+ draw: There are only 8 questions/],
    [
      'a certificate nobody knows',
      { certificate: 'flying' },
      /certificate: policy\.yaml has no certificate «flying»/,
    ],
    ['a certificate without end', { validMonths: undefined }, /certificate: .*validMonths/],
    [
      'a question about no module',
      { questions: [one('x', 'nowhere')], draw: 1 },
      /questions\[0\]\.module: There is no module «nowhere»/,
    ],
    [
      'a question twice',
      { questions: [one('x', 'begin'), one('x', 'end')], draw: 1 },
      /questions\[1\]\.id: «x» stands here twice/,
    ],
    [
      'two right answers where one is asked',
      { questions: [{ ...many('x', 'begin'), kind: 'one' as const }], draw: 1 },
      /questions\[0\]\.options: Exactly one answer is right, here 2 are/,
    ],
    [
      'no right answer',
      { questions: [{ ...order('x', 'begin'), kind: 'many' as const }], draw: 1 },
      /questions\[0\]\.options: At least one answer is right/,
    ],
    [
      'a right answer in an order',
      { questions: [{ ...one('x', 'begin'), kind: 'order' as const }], draw: 1 },
      /leave «right» out/,
    ],
  ])('with %s is refused', async (_what, change, fault) => {
    expect(await faultsOf(changed(change as Partial<Course>))).toMatch(fault);
  });
});

describe('learning-paths.yaml', () => {
  const title = { de: 'x', fr: 'x', it: 'x', en: 'x' };
  const path = (course: object, role = 'clerk') => ({ role, title, courses: [course] });
  it.each([
    [
      'a course that there is not',
      [path({ course: 'none', mandatory: true })],
      /paths\[0\]\.courses\[0\]\.course: There is no course «none»/,
    ],
    [
      'a role twice',
      [path({ course: 'small', mandatory: true }), path({ course: 'small', mandatory: true })],
      /paths\[1\]\.role/,
    ],
    [
      'an interval for what is not mandatory',
      [path({ course: 'small', mandatory: false, everyMonths: 12 })],
      /everyMonths/,
    ],
    [
      'residents',
      [path({ course: 'small', mandatory: true }, 'resident')],
      /learning-paths\.yaml:\d+ paths\[0\]\.role/,
    ],
  ])('with %s is refused', async (_what, paths, fault) => {
    expect(await faultsOf(smallCourse(), { paths })).toMatch(fault);
  });

  it('that is good has no fault', async () => {
    expect(
      await faultsOf(smallCourse(), { paths: [path({ course: 'small', mandatory: true, everyMonths: 12 })] }),
    ).toBe('');
  });
});
