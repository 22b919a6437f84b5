// Forged policies: the start refuses each with file, line and place, all faults at once.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCanton } from '../../kernel/canton.ts';
import { StartFault } from '../../kernel/start-fault.ts';
import { caseClass, classInCase } from './classes.ts';
import { readPolicy } from './policy-file.ts';

let folder: string;
let good: string;
const canton = await readCanton('canton/basel-stadt');
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'policy-'));
  good = await readFile('canton/basel-stadt/policy.yaml', 'utf8');
});
afterAll(() => rm(folder, { recursive: true }));

async function faultOf(text: string): Promise<string> {
  await writeFile(join(folder, 'policy.yaml'), text);
  const error = await readPolicy({ ...canton, folder }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error === undefined) return '';
  expect(error).toBeInstanceOf(StartFault);
  return error instanceof Error ? error.message : '';
}
const changed = (from: string, to: string) => {
  expect(good).toContain(from);
  return faultOf(good.replace(from, to));
};

describe('policy.yaml', () => {
  it('of Basel-Stadt is good', async () => {
    expect(await faultOf(good)).toBe('');
  });

  it.each([
    [
      'unknown role',
      'roles: [clerk, head]',
      'roles: [clerk, king]',
      /policy\.yaml:\d+ rules\[0\]\.roles\[1\]/,
    ],
    ['a role that is no staff', 'roles: [clerk, head]', 'roles: [resident]', /rules\[0\]\.roles\[0\]/],
    ['unknown purpose', 'purpose: post', 'purpose: curiosity', /rules\[\d\]\.purpose/],
    ['unknown class', '[public, internal, confidential]\n', '[public, secret]\n', /rules\[0\]\.classes\[1\]/],
    ['unknown use', 'uses: [see]', 'uses: [peek]', /rules\[\d\]\.uses\[0\]/],
    ['unknown key', '    unit: [same, above]\n', '    unit: [same]\n    weekday: [monday]\n', /rules\[0\]/],
    ['unknown relation', 'unit: [same, above]', 'unit: [everywhere]', /rules\[0\]\.unit\[0\]/],
    [
      'no certificate of that name',
      'certificate: sensitive-data\n  - id',
      'certificate: nobody-knows\n  - id',
      /no certificate «nobody-knows»/,
    ],
    [
      'the certificate was forgotten',
      '    certificate: sensitive-data\n  - id',
      '  - id',
      /rules\[1\]\.classes: «special» needs the certificate/,
    ],
    [
      'a rule stands there twice',
      'id: own-special-cases',
      'id: own-cases',
      /rules\[1\]\.id: The rule «own-cases» stands here twice/,
    ],
    [
      'both with and without',
      'certificate: sensitive-data\n  - id',
      'certificate: sensitive-data\n    withoutCertificate: true\n  - id',
      /not both/,
    ],
    ['an emergency without end', 'minutes: 60', 'minutes: 100000', /emergency\.minutes/],
    ['an emergency without a reason', 'reasonLength: 20', 'reasonLength: 0', /emergency\.reasonLength/],
    [
      'a condition that nobody asks',
      'roles: [archivist]\n',
      'roles: [archivist]\n    unit: [same]\n',
      /rules\[\d\]\.unit: «unit» is not asked for archive/,
    ],
    [
      'the same of a purpose that asks for the role alone',
      'roles: [dpo]\n',
      'roles: [dpo]\n    unit: [same]\n',
      /rules\[\d\]\.unit: «unit» is not asked for oversight/,
    ],
    [
      'an assignment of what is assigned to nobody',
      'purpose: questions\n',
      'purpose: questions\n    assignment: [mine]\n',
      /rules\[\d+\]\.assignment: «assignment» is not asked for questions/,
    ],
    ['a class that can’t be closed', 'covers: case', 'covers: nothing', /classes\.special\.covers/],
  ])('%s: refused with its place', async (_what, from, to, message) => {
    const fault = await changed(from, to);
    expect(fault).toMatch(message);
    expect(fault).toMatch(/policy\.yaml:\d+ /);
  });

  it('says all faults at once', async () => {
    const fault = await faultOf(
      good.replace('purpose: post', 'purpose: x').replace('roles: [dpo]', 'roles: [y]'),
    );
    expect(fault).toContain('2 faults');
    expect(await faultOf('')).not.toBe('');
    expect(await faultOf('rules: [')).toMatch(/policy\.yaml:\d/);
  });
});

describe('the class of a case', () => {
  const page = (...classes: ('internal' | 'special' | undefined)[]) => ({
    pages: [
      {
        id: 'p',
        fields: classes.map((each, index) => ({
          id: `f${index}`,
          type: 'text' as const,
          ...(each ? { class: each } : {}),
        })),
      },
    ],
  });

  it('is special as a whole where one field is, and the policy says so', async () => {
    const policy = await readPolicy(canton);
    expect(caseClass(policy, page('internal', 'special'))).toBe('special');
    expect(caseClass(policy, page(undefined, 'internal'))).toBe('public');
    expect(classInCase(policy, page('special', 'internal'), 'internal')).toBe('special');
    expect(classInCase(policy, page('internal'), 'confidential')).toBe('confidential');
    const byField = {
      ...policy,
      classes: { special: { certificate: 'sensitive-data', covers: 'field' as const } },
    };
    expect(classInCase(byField, page('special', 'internal'), 'internal')).toBe('internal');
    expect(classInCase(byField, page('special', 'internal'), 'special')).toBe('special');
  });
});
