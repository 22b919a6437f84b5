// The reference says what the program does: its pages are what "npm run reference" would write now.
import { describe, expect, it } from 'vitest';
import { referencePages } from '../../src/cli/reference/pages.ts';
import { variables } from '../../src/config-variables.ts';
import { definePermission } from '../../src/kernel/permission.ts';
import { modules } from '../../src/modules.ts';
import { readProjectFile } from './source-files.ts';

const pages = referencePages(modules);

describe('docs/reference', () => {
  it.each(Object.keys(pages))('%s is up to date (otherwise: npm run reference)', (file) => {
    expect(readProjectFile(`docs/reference/${file}`)).toBe(pages[file]);
  });

  it('describes every variable that the configuration reads, and no other', () => {
    const text = ['config', 'config-eid', 'config-mail', 'config-seed']
      .map((name) => readProjectFile(`src/${name}.ts`))
      .join('');
    const read = [...text.matchAll(/\b(?:raw|integer|oneOf|url)\('([A-Z\d_]+)'/g)].map((each) => each[1]);
    // A client at an identity provider is three variables with a common beginning.
    const clients = [...text.matchAll(/\breadClient\('([A-Z_]+)'/g)].flatMap(([, prefix]) =>
      ['ISSUER', 'CLIENT_ID', 'CLIENT_SECRET'].map((part) => `${prefix}_${part}`),
    );
    expect([...new Set([...read, ...clients])].sort()).toEqual(variables.map((each) => each.name).sort());
  });

  it('shows what a module adds', () => {
    const may = definePermission('planted.rule', (actor) => actor.kind === 'staff');
    const planted = {
      name: 'planted',
      permissions: [may],
      events: { 'planted.happened': 'Something happened.' },
      subscribes: [{ event: 'planted.happened', task: 'planted.task' }],
      routes: [
        {
          method: 'GET' as const,
          url: '/planted',
          may,
          kind: 'page' as const,
          summary: 'A | B',
          handle: () => {
            throw new Error('not called');
          },
        },
      ],
    };
    const changed = referencePages([...modules, planted]);
    expect(changed['routes.md']).toContain('| GET | `/planted` | page | `planted.rule` | A \\| B |  |');
    expect(changed['permissions.md']).toContain('| `planted.rule` | planted | all staff | 1 |');
    expect(changed['events.md']).toContain(
      '| `planted.happened` | planted | Something happened. | `planted.task` |',
    );
  });
});
