// Every module is built alike, keeps to its own tables, and every file says what it is for and stays readable.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectFolder } from '../../src/kernel/project-folder.ts';
import {
  doubledNumbers,
  foreignTables,
  lineCount,
  opensWithComment,
  readsEnvironment,
  tablesIn,
} from './house-rules.ts';
import { filesBelow, moduleNames, readProjectFile } from './source-files.ts';

const sources = filesBelow('src', /\.(ts|tsx|mjs|css)$/);
const isTest = (file: string) => /\.test\.tsx?$/.test(file);
const tables = tablesIn(
  filesBelow('database/migrations', /\.sql$/)
    .map(readProjectFile)
    .join('\n'),
);

/** Files longer than 300 lines, each with the reason why it is one file. */
const longFiles: Record<string, string> = {
  'src/kernel/db/tables.ts': 'generated from the database',
  'src/engine/definition/load-definition.test.ts': 'one planted fault in a definition after the other',
  'src/modules/policy/decide.test.ts': 'the rules of the canton as one table: who may what, and who may not',
  'src/ui/assets/css/form.css': 'all controls of forms, in the order of the cascade',
  'src/ui/assets/css/frame.css': 'header, footer and home page, in the order of the cascade',
  'src/ui/assets/css/staff.css': 'worklist and case, in the order of the cascade',
};

/** Uses of kernel tables outside of the kernel's functions, each with its reason. */
const kernelTables: Record<string, string> = {
  'src/modules/cases/queries/find-document.ts kernel.file':
    'right to the document and its bytes in one query',
  'src/modules/data/datasets.ts kernel.access_entry': 'declares the log’s columns, reads nothing',
  ...Object.fromEntries(
    ['file', 'file_part', 'parked_form'].map((table) => [
      `src/modules/intake/datasets.ts kernel.${table}`,
      'declares the columns of what is filled in and handed in, reads nothing',
    ]),
  ),
  'src/modules/intake/actions/discard-draft.ts kernel.file':
    'bytes of uploads go in the transaction that removes the draft',
  'src/modules/corrections/actions/remove-old-corrections.ts kernel.file':
    'evidence goes with the request that it came with',
  'src/modules/dialogue/actions/remove-old-mails.ts kernel.mail': 'retention of mails is dialogue’s task',
  'src/modules/dialogue/actions/remove-mails-of-case.ts kernel.mail': 'mails about a case go with it',
  'src/modules/dialogue/demo/mails.ts kernel.mail': 'the demonstration’s outbox shows what was sent',
  'src/modules/dialogue/copy/mails.ts kernel.mail': 'the person’s own mails belong to the copy of their data',
  'src/modules/reports/actions/forget-mails.ts kernel.mail': 'whoever becomes nobody is in no mail either',
  'src/modules/notifications/pages/delivery.tsx kernel.mail':
    'those who run the program see what was not delivered',
  'src/modules/notifications/queries/notices-of.ts kernel.mail':
    'people see what was sent to them and what became of it',
  'src/modules/notifications/bounces/take-report.ts kernel.mail': 'notes that a mail came back',
  'src/modules/subscriptions/actions/clean.ts kernel.mail':
    'the question whether an address is theirs goes with the request',
  'src/modules/data/own-copy.ts kernel.access_entry': 'names what the copy gives, reads it by the kernel',
  ...Object.fromEntries(
    ['file', 'file_part'].map((table) => [
      `src/modules/intake/own-copy.ts kernel.${table}`,
      'names what the copy gives, reads it by the kernel',
    ]),
  ),
  'src/modules/dialogue/datasets.ts kernel.mail': 'declares the columns of mails, reads nothing',
};

/** Who may read the environment. */
const environmentReaders = [
  'src/config.ts',
  // Plain JavaScript that tools use before anything is built: hands PATH and the locale on to child processes.
  'src/kernel/process/guard-child.mjs',
  'src/kernel/process/process-identity.mjs',
];

describe('modules', () => {
  it.each(moduleNames())('%s has a manifest and a README', (module) => {
    for (const file of ['README.md', 'module.ts']) {
      expect(existsSync(join(projectFolder, 'src/modules', module, file)), `${module}/${file}`).toBe(true);
    }
    expect(readProjectFile(`src/modules/${module}/module.ts`)).toContain(`name: '${module}'`);
  });

  it('name no table of another module', () => {
    const found = sources
      .filter((file) => file.startsWith('src/modules/') && !isTest(file) && !file.includes('/testing/'))
      .flatMap((file) => {
        const module = file.split('/')[2] ?? '';
        return foreignTables(module, readProjectFile(file), tables).map((table) => `${file} ${table}`);
      });
    expect(found.filter((each) => !(each in kernelTables))).toEqual([]);
    // An exception that is no longer needed goes.
    expect(Object.keys(kernelTables).filter((each) => !found.includes(each))).toEqual([]);
  });

  it('would be caught naming one', () => {
    expect(tables.size).toBeGreaterThan(15);
    expect(foreignTables('intake', "db.selectFrom('cases.matter as m')", tables)).toEqual(['cases.matter']);
    expect(foreignTables('intake', 'sql`select 1 from identity.account`', tables)).toEqual([
      'identity.account',
    ]);
    expect(foreignTables('cases', "db.selectFrom('cases.matter')", tables)).toEqual([]);
  });

  it('own the schemas of all tables but the kernel’s', () => {
    const owned = moduleNames().filter((module) =>
      readProjectFile(`src/modules/${module}/module.ts`).includes(`schema: '${module}'`),
    );
    const schemas = new Set([...tables].map((table) => table.split('.')[0] ?? ''));
    schemas.delete('kernel');
    expect([...schemas].filter((schema) => !owned.includes(schema))).toEqual([]);
  });
});

describe('migrations and decisions', () => {
  it('have a number each', () => {
    for (const [folder, ending] of [
      ['database/migrations', /\.sql$/],
      ['docs/adr', /\.md$/],
    ] as const) {
      const files = filesBelow(folder, ending);
      expect(files.length, folder).toBeGreaterThan(10);
      expect(doubledNumbers(files), folder).toEqual([]);
    }
    expect(doubledNumbers(['docs/adr/0011-a.md', 'docs/adr/0012-b.md', 'docs/adr/0011-c.md'])).toEqual([
      '0011',
    ]);
  });
});

describe('source files', () => {
  it('open with a comment that says what they are for', () => {
    expect(sources.length).toBeGreaterThan(100);
    const silent = sources.filter(
      (file) => file !== 'src/kernel/db/tables.ts' && !opensWithComment(readProjectFile(file)),
    );
    expect(silent).toEqual([]);
    expect(opensWithComment("import { a } from './a.ts';\n")).toBe(false);
  });

  it('have at most 300 lines, or a reason', () => {
    const long = sources.filter((file) => lineCount(readProjectFile(file)) > 300);
    expect(long.filter((file) => !(file in longFiles))).toEqual([]);
    expect(Object.keys(longFiles).filter((file) => !long.includes(file))).toEqual([]);
    expect(lineCount('a\nb\n')).toBe(2);
  });

  it('leave the environment to src/config.ts', () => {
    const readers = sources.filter(
      (file) => !isTest(file) && !file.startsWith('src/cli/') && readsEnvironment(readProjectFile(file)),
    );
    expect(readers).toEqual(environmentReaders);
    for (const planted of [
      'process.env.HOME',
      "process['env']",
      'const { env } = process;',
      "import { env } from 'node:process';",
    ]) {
      expect(readsEnvironment(planted), planted).toBe(true);
    }
  });
});
