// Calls made from the API's own description, with good and bad values: whatever comes, no answer is a fault of the program (5xx).
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testProgram, type TestProgram } from '../support/test-program.ts';

/** For each operation, always the same for the same description: a fault that was found is found again. */
const callsEach = 6;
const seed = 20_261_127;
const together = 8;

let program: TestProgram;
let token: string;
beforeAll(async () => {
  program = await testProgram();
  token = await program.token('clerk-fiona');
  await program.settle();
});
afterAll(() => program.stop());

interface Schema {
  type?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  pattern?: string;
  format?: string;
}
interface Operation {
  parameters?: { name: string; in: 'path' | 'query' | 'header'; required?: boolean; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}
type Paths = Record<string, Record<string, Operation>>;

/** What programs send by mistake or on purpose, and what really exists. */
const strange = fc.constantFrom(
  ...[
    '',
    '0',
    '-1',
    '999999999999999',
    'NaN',
    'null',
    '%00',
    '\u202E',
    "' or 1=1 --",
    '../../etc',
    'ü'.repeat(300),
  ],
  ...[
    '2026-02-31T00:00:00.000Z',
    '2026-11-24T08:00:00.000Z_1',
    '00000000-0000-0000-0000-000000000000',
    '1_2_3',
  ],
);
const known = fc.constantFrom(
  'hund-anmelden',
  'units',
  'reports',
  'veterinaeramt',
  'quartierbudget',
  'de',
  '1',
  'csv',
);
const word = fc.oneof(
  { weight: 2, arbitrary: known },
  { weight: 2, arbitrary: strange },
  fc.string({ maxLength: 20 }),
);

/** Values that fit a schema, roughly; now and then some that don't. */
function values(schema: Schema, depth = 0): fc.Arbitrary<unknown> {
  const fitting = (): fc.Arbitrary<unknown> => {
    if (schema.const !== undefined) return fc.constant(schema.const);
    if (schema.enum) return fc.constantFrom(...schema.enum);
    if (schema.anyOf) return fc.oneof(...schema.anyOf.map((each) => values(each, depth + 1)));
    if (schema.type === 'integer') return fc.integer();
    if (schema.type === 'number') return fc.double();
    if (schema.type === 'boolean') return fc.boolean();
    if (schema.type === 'array') return fc.array(values(schema.items ?? {}, depth + 1), { maxLength: 3 });
    if (schema.type === 'object' || schema.properties) {
      const fields = Object.entries(schema.properties ?? {}).map(([name, each]) => [
        name,
        values(each, depth + 1),
      ]);
      return fc.record(Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>, {
        requiredKeys: (schema.required ?? []).filter((name) => name in (schema.properties ?? {})),
      });
    }
    return word;
  };
  const wild = depth > 3 ? fc.constant(null) : fc.oneof(word, fc.jsonValue({ maxDepth: 2 }));
  return fc.oneof({ weight: 5, arbitrary: fitting() }, { weight: 1, arbitrary: wild });
}

interface Call {
  method: string;
  path: string;
  query: Record<string, unknown>;
  headers: Record<string, string>;
  body: unknown;
}

function calls(path: string, method: string, operation: Operation): fc.Arbitrary<Call> {
  const of = (place: 'query' | 'header') =>
    Object.fromEntries(
      (operation.parameters ?? [])
        .filter((each) => each.in === place)
        .map((each) => [each.name, values(each.schema)]),
    );
  // Some routes give no schema for the parameters of their address.
  const inPath = Object.fromEntries([...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => [name, word]));
  const content = operation.requestBody?.content['application/json'];
  return fc
    .record({
      inPath: fc.record(inPath),
      query: fc.record(of('query'), { requiredKeys: [] }),
      headers: fc.record(of('header'), { requiredKeys: [] }),
      signedIn: fc.boolean(),
      body: content ? values(content.schema) : fc.constant(undefined),
    })
    .map(({ inPath: parts, query, headers, signedIn, body }) => ({
      method: method.toUpperCase(),
      path: path.replace(/\{([^}]+)\}/g, (_all, name: string) =>
        encodeURIComponent(String(parts[name]).toWellFormed()),
      ),
      query,
      headers: {
        // A header holds visible ASCII only; anything else no client could send.
        ...Object.fromEntries(
          Object.entries(headers).map(([name, value]) => [name, String(value).replace(/[^\x21-\x7e]/g, '')]),
        ),
        ...(signedIn ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body,
    }));
}

async function send({ method, path, query, headers, body }: Call): Promise<number> {
  const search = new URLSearchParams(
    Object.entries(query).map(([name, value]) => [name, String(value).toWellFormed()]),
  );
  const response = await fetch(`${program.origin}${path}?${search.toString()}`, {
    method,
    headers,
    redirect: 'manual',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  await response.arrayBuffer();
  return response.status;
}

it('no call that follows from the description is answered with a fault of the program', async () => {
  const { paths } = (await (await fetch(`${program.origin}/api/v1/openapi.json`)).json()) as { paths: Paths };
  const operations = Object.entries(paths).flatMap(([path, of]) =>
    Object.entries(of).map(([method, operation]) => ({ path, method, operation })),
  );
  expect(operations.length).toBeGreaterThan(80);
  const all = operations.flatMap(({ path, method, operation }, index) =>
    fc.sample(calls(path, method, operation), { numRuns: callsEach, seed: seed + index }),
  );
  const bad: string[] = [];
  const statuses = new Map<number, number>();
  const work = async () => {
    for (let call = all.pop(); call; call = all.pop()) {
      const status = await send(call);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status >= 500) bad.push(`${status} ${JSON.stringify(call)}`);
    }
  };
  await Promise.all(Array.from({ length: together }, work));
  expect(bad).toEqual([]);
  // Calls that are all refused would prove nothing.
  expect(statuses.get(200) ?? 0).toBeGreaterThan(100);
});
