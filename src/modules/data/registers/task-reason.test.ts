// What registers write down is what the canton has granted: purpose and laws stand in its file and nowhere in the code.
import { expect, it } from 'vitest';
import type { App } from '../../../kernel/app.ts';
import { readCanton } from '../../../kernel/canton.ts';
import { filesBelow, readProjectFile } from '../../../../tests/architecture/source-files.ts';
import { registerTasks } from '../../catalogue/index.ts';
import { grantsState, loadGrants, type Grant } from '../../catalogue/definitions/load-grants.ts';
import { reasonOfTask } from './task-reason.ts';

const given = (grants: readonly Grant[]): App => {
  const app = {} as App;
  grantsState.set(app, grants);
  return app;
};

it('is what the grant says', () => {
  const app = given([
    { reader: 'public-entry', purpose: 'open', legalBasis: ['SR 1', 'SR 2'], companies: ['name'] },
    { reader: 'own-export', purpose: 'access', legalBasis: 'request' },
  ]);
  expect(reasonOfTask(app, 'public-entry', 'public')).toEqual({
    ...{ reader: 'public-entry', purpose: 'open', legalBasis: 'SR 1, SR 2', user: 'public' },
  });
  expect(reasonOfTask(app, 'own-export', 'me')?.legalBasis).toBe('request');
  expect(reasonOfTask(app, 'mandate', 'x')).toBeUndefined();
});

it('is there for every task in the canton that comes along', async () => {
  const { grants } = await loadGrants(await readCanton('canton/basel-stadt'), new Set());
  const app = given(grants);
  expect(registerTasks.filter((task) => reasonOfTask(app, task, 'x') === undefined)).toEqual([]);
});

it('is written by hand nowhere: no file of the product names a task with a purpose or a law of its own', () => {
  const byHand = new RegExp(`reader: '(?:${registerTasks.join('|')})'`);
  const files = filesBelow('src', /\.tsx?$/).filter(
    (file) => !file.endsWith('.test.ts') && !file.includes('/testing/') && byHand.test(readProjectFile(file)),
  );
  // The trace of a look in vain names its reader; it is no reason.
  expect(files).toEqual(['src/modules/data/queries/match-resident.ts']);
});
