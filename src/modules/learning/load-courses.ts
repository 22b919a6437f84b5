// Reads the canton's courses/*.yaml and learning-paths.yaml, with everything that is wrong with them: file, line, place.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Canton } from '../../kernel/canton.ts';
import { readCheckedFile } from '../../kernel/canton-file.ts';
import { CourseSchema, PathsSchema, type Course, type Paths, type Question } from './course.ts';

export interface LoadedCourses {
  courses: Course[];
  paths: Paths;
  faults: string[];
}

/** Addresses of pages beside the courses. */
const takenIds = ['zertifikate', 'stand', 'widerruf'];
const pathsFile = 'learning-paths.yaml';
type FaultAt = (path: readonly (string | number)[], message: string) => void;

/**
 * A canton without courses has none.
 * @param certificates ids that policy.yaml knows
 */
export async function loadCourses(canton: Canton, certificates: readonly string[]): Promise<LoadedCourses> {
  const courses: Course[] = [];
  const faults: string[] = [];
  for (const file of await namesIn(join(canton.folder, 'courses'))) {
    const name = `courses/${file}`;
    const { data, faults: own, faultAt } = await readCheckedFile(canton, name, CourseSchema);
    faults.push(...own);
    if (!data) continue;
    const fault: FaultAt = (path, message) => void faults.push(faultAt(path, message));
    if (`${data.id}.yaml` !== file) fault(['id'], `The file is called ${file}.`);
    if (takenIds.includes(data.id)) fault(['id'], `«${data.id}» is the address of another page.`);
    checkCertificate(data, certificates, courses, fault);
    checkParts(data, fault);
    courses.push(data);
  }
  return { courses, ...(await loadPaths(canton, courses, faults)), faults };
}

async function namesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.endsWith('.yaml')).toSorted();
}

function checkCertificate(
  course: Course,
  certificates: readonly string[],
  before: readonly Course[],
  fault: FaultAt,
): void {
  const { certificate } = course;
  if (certificate === undefined) return;
  if (!certificates.includes(certificate))
    fault(['certificate'], `policy.yaml has no certificate «${certificate}».`);
  if (course.validMonths === undefined)
    fault(['certificate'], 'A certificate that the policy asks for has an end: say validMonths.');
  const other = before.find((each) => each.certificate === certificate);
  if (other) fault(['certificate'], `The course «${other.id}» gives it already.`);
}

function checkParts(course: Course, fault: FaultAt): void {
  twice(course.modules, (index) => ['modules', index, 'id'], fault);
  twice(course.questions, (index) => ['questions', index, 'id'], fault);
  if (course.draw > course.questions.length)
    fault(['draw'], `There are only ${course.questions.length} questions.`);
  course.modules.forEach(({ check = [] }, at) =>
    check.forEach(({ options }, index) => {
      if (!options.some(({ right }) => right))
        fault(['modules', at, 'check', index, 'options'], 'No answer is right.');
    }),
  );
  course.questions.forEach((question, index) => {
    const at = ['questions', index];
    if (!course.modules.some(({ id }) => id === question.module))
      fault([...at, 'module'], `There is no module «${question.module}».`);
    twice(question.options, (option) => [...at, 'options', option, 'id'], fault);
    const wrong = rightFault(question);
    if (wrong !== undefined) fault([...at, 'options'], wrong);
  });
}

function rightFault({ kind, options }: Question): string | undefined {
  const right = options.filter((option) => option.right === true).length;
  if (kind === 'order')
    return options.some((option) => option.right !== undefined)
      ? 'In a question about an order all answers are right; leave «right» out.'
      : undefined;
  if (kind === 'one' && right !== 1) return `Exactly one answer is right, here ${right} are.`;
  return right === 0 ? 'At least one answer is right.' : undefined;
}

function twice(
  all: readonly { id: string }[],
  path: (index: number) => (string | number)[],
  fault: FaultAt,
): void {
  all.forEach(({ id }, index) => {
    if (all.findIndex((each) => each.id === id) < index) fault(path(index), `«${id}» stands here twice.`);
  });
}

async function loadPaths(
  canton: Canton,
  courses: readonly Course[],
  faults: string[],
): Promise<{ paths: Paths }> {
  if (!(await namesIn(canton.folder)).includes(pathsFile)) return { paths: { paths: [] } };
  const { data, faults: own, faultAt } = await readCheckedFile(canton, pathsFile, PathsSchema);
  faults.push(...own);
  data?.paths.forEach((path, index) => {
    const at = ['paths', index];
    if (data.paths.findIndex(({ role }) => role === path.role) < index)
      faults.push(faultAt([...at, 'role'], `«${path.role}» has a path already.`));
    path.courses.forEach((each, order) => {
      const place = [...at, 'courses', order];
      if (!courses.some(({ id }) => id === each.course))
        faults.push(faultAt([...place, 'course'], `There is no course «${each.course}».`));
      if (path.courses.findIndex(({ course }) => course === each.course) < order)
        faults.push(faultAt([...place, 'course'], `«${each.course}» stands in this path twice.`));
      if (each.everyMonths !== undefined && !each.mandatory)
        faults.push(faultAt([...place, 'everyMonths'], 'Only what is mandatory is due again.'));
    });
  });
  return { paths: data ?? { paths: [] } };
}
