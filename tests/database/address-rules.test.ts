// Every address has a rule that is known by name, and none can exist without one.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Route } from '../../src/kernel/http/route.ts';
import { createServer } from '../../src/kernel/http/server.ts';
import type { Module } from '../../src/kernel/module.ts';
import { everyone } from '../../src/kernel/permission.ts';
import { projectFolder } from '../../src/kernel/project-folder.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';

let program: TestProgram;
let routes: Route[];
beforeAll(async () => {
  program = await testProgram();
  routes = program.app.modules.flatMap((module) => module.routes ?? []);
}, 300_000);
afterAll(() => program.stop());

describe('addresses', () => {
  it('all have a rule that is known by name', () => {
    const general = ['everyone', 'signed-in', 'person'];
    const named = program.app.modules.flatMap((module) => (module.permissions ?? []).map((each) => each.id));
    const all = [...routes, ...program.app.modules.flatMap((module) => module.mounts ?? [])];
    const unknown = all.filter(({ may }) => !general.includes(may.id) && !named.includes(may.id));
    expect(unknown.map(({ url, may }) => `${url} ${may.id}`)).toEqual([]);
    expect(new Set(named).size).toBe(named.length);
  });

  it('can’t exist without one', async () => {
    const open = {
      method: 'GET',
      url: '/offen',
      kind: 'page',
      summary: 'Planted',
      handle: () => ({ status: 200, type: 'text/plain', body: 'open' }),
    };
    const answerOf = async (route: object) => {
      const planted: Module = { name: 'planted', routes: [route as Route] };
      const server = await createServer(
        { ...program.app, modules: [planted] },
        join(projectFolder, 'dist/assets'),
      );
      const answer = await server.inject('/offen');
      await server.close();
      return { status: answer.statusCode, open: answer.body === 'open' };
    };
    expect(await answerOf(open)).toEqual({ status: 500, open: false });
    expect(await answerOf({ ...open, may: everyone })).toEqual({ status: 200, open: true });
  });

  it('of forms: visitors may begin and fill in, only persons take over and print with what is known', () => {
    const form = '/leistungen/:id/formular';
    const rules = routes
      .filter(({ url }) => url === form || url.startsWith(`${form}/`))
      .map(({ method, url, may }) => `${may.id} ${method} ${url.slice(form.length)}`);
    expect(rules.toSorted()).toEqual(
      [
        'intake.begin-form GET ',
        'intake.begin-form GET /:page',
        'intake.begin-form GET /:page/:item',
        'intake.begin-form GET /neue-fassung',
        'intake.begin-form GET /pruefen',
        'intake.begin-form GET /verwerfen',
        'intake.begin-form POST ',
        'intake.begin-form POST /:page',
        'intake.begin-form POST /:page/:item',
        'intake.begin-form POST /neue-fassung',
        'intake.begin-form POST /pruefen',
        'intake.begin-form POST /verwerfen',
        'intake.fill-form GET /uebernehmen',
        'intake.fill-form POST /uebernehmen',
      ].toSorted(),
    );
    const api = routes.filter(({ url, kind }) => kind === 'api' && /submissions|files/.test(url));
    expect(api.map(({ may }) => may.id)).toEqual(api.map(() => 'intake.fill-form'));
  });

  it('of the modules are all on the server', () => {
    for (const route of routes)
      expect(program.server.hasRoute({ method: route.method, url: route.url }), route.url).toBe(true);
  });
});
