// The API describes itself in valid OpenAPI 3.1, and every API route is in it.
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testProgram, type TestProgram } from '../support/test-program.ts';

let program: TestProgram;
beforeAll(async () => {
  program = await testProgram();
});
afterAll(() => program.stop());

interface OpenApi {
  openapi: string;
  paths: Record<string, Record<string, unknown>>;
}

const description = async () =>
  (await (await fetch(`${program.origin}/api/v1/openapi.json`)).json()) as OpenApi;

describe('GET /api/v1/openapi.json', () => {
  it('is valid OpenAPI 3.1', async () => {
    const document = await description();
    expect(document.openapi).toBe('3.1.0');
    const result = await new Validator().validate(
      structuredClone(document) as unknown as Record<string, unknown>,
    );
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
  });

  it('is refused by the validator when it is broken', async () => {
    const document = await description();
    const broken = { ...document, paths: { 'no-slash': {} } };
    expect((await new Validator().validate(broken)).valid).toBe(false);
  });

  it('holds every API route of every module', async () => {
    const { paths } = await description();
    const routes = program.app.modules
      .flatMap((module) => module.routes ?? [])
      .filter((route) => route.kind === 'api');
    expect(routes.length).toBeGreaterThan(15);
    for (const route of routes) {
      const path = route.url.replace(/:(\w+)|\*$/g, (part, name?: string) => `{${name ?? part}}`);
      expect(paths[path]?.[route.method.toLowerCase()], `${route.method} ${path}`).toBeDefined();
    }
  });
});
