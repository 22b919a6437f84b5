// Asks a register for one entry or for whom some facts describe: only with a grant, only its fields, and only an answer that fits counts.
import { Type, type Static, type TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { perApp, type App } from '../../../kernel/app.ts';
import { createCircuit, type Circuit } from './circuit.ts';
import { askedRegisters, registersFile, type AskedRegister } from './canton-registers.ts';
import { exchange, type Exchanged, type Trouble } from './exchange.ts';

/** Who reads what for, as the register's grants know it; and on whose behalf. */
export interface Reason {
  reader: string;
  purpose: string;
  legalBasis: string;
  user: string;
}

export interface Entry {
  /** Key in the register. */
  id: string;
  /** Only fields that were asked for. */
  values: Record<string, unknown>;
  /** Day on which the register last confirmed it, `YYYY-MM-DD`. */
  asOf: string;
  /** Until when it may be kept. */
  until: Date;
}

/** `silent`: the register gave no answer that may be used; whoever asks goes on without. */
export type Answer<Found> = { found: Found } | { silent: Trouble | 'left-alone' | 'none' };

const EntryShape = Type.Object({
  subject: Type.String({ minLength: 1, maxLength: 200 }),
  asOf: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
  values: Type.Record(Type.String(), Type.Unknown()),
});
const DeceasedShape = Type.Object({
  items: Type.Array(
    Type.Object({
      ...EntryShape.properties,
      values: Type.Object({ diedOn: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }) }),
    }),
    { maxItems: 500 },
  ),
});
const ItemsShape = Type.Object({ items: Type.Array(EntryShape, { maxItems: 20 }) });
const RepresentedShape = Type.Object({ items: Type.Array(EntryShape, { maxItems: 200 }) });

/** What may stand in a field; a register that says something else has said nothing. */
const Line = Type.String({ minLength: 1, maxLength: 200 });
const valueShapes: Record<string, TSchema> = {
  diedOn: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
  representatives: Type.Array(
    Type.Object({
      person: Line,
      kind: Type.Optional(Type.Enum(['parent', 'guardian'])),
      signing: Type.Optional(Type.Enum(['single', 'joint'])),
      areas: Type.Optional(Type.Array(Line, { maxItems: 50 })),
      until: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })),
    }),
    { maxItems: 50 },
  ),
  birthDate: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
  firstRegistration: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
  netIncome: Type.Number({ minimum: 0, maximum: 1e12 }),
  netWealth: Type.Number({ minimum: 0, maximum: 1e12 }),
  paid: Type.Boolean(),
  egid: Type.String({ pattern: '^\\d{1,9}$' }),
  houseNumber: Type.String({ maxLength: 20 }),
  quarter: Line,
  constructionYear: Type.Integer({ minimum: 1000, maximum: 3000 }),
  dwellings: Type.Array(
    Type.Object({
      ewid: Type.String({ pattern: '^\\d{1,3}$' }),
      floor: Type.Integer({ minimum: -10, maximum: 200 }),
      position: Type.Optional(Type.Enum(['left', 'middle', 'right'])),
      rooms: Type.Optional(Type.Integer({ minimum: 1, maximum: 99 })),
    }),
    { maxItems: 900 },
  ),
  ahv: Type.String({ pattern: '^756\\.\\d{4}\\.\\d{4}\\.\\d{2}$' }),
  address: Type.Object({
    street: Line,
    houseNumber: Type.String({ maxLength: 20 }),
    postalCode: Line,
    town: Line,
  }),
};

const circuits = perApp<Record<AskedRegister, Circuit>>('The circuits of the registers');

/** Called when the module starts. */
export function openCircuits(app: App): void {
  const circuit = () => createCircuit({ failures: 3, pause: 20_000 });
  circuits.set(
    app,
    Object.fromEntries(askedRegisters.map((id) => [id, circuit()])) as Record<AskedRegister, Circuit>,
  );
}

/** The entry with this key. @returns found: undefined where the register knows nobody so */
export async function readEntry(
  app: App,
  register: AskedRegister,
  id: string,
  fields: readonly string[],
  reason: Reason | undefined,
): Promise<Answer<Entry | undefined>> {
  const reply = await ask(app, register, '/v1/read', { subject: id, fields }, reason);
  if ('silent' in reply) return reply;
  const { status, body } = reply;
  if (status === 404)
    return Value.Check(Type.Object({ subject: Type.Literal(id), found: Type.Literal(false) }), body)
      ? { found: undefined }
      : fail(app, register, reason, 'malformed');
  if (!Value.Check(EntryShape, body)) return fail(app, register, reason, 'malformed');
  if (body.subject !== id) return fail(app, register, reason, 'other-person');
  const entry = toEntry(app, register, body, fields, reply.maxAge);
  return entry ? { found: entry } : fail(app, register, reason, 'malformed');
}

/** Entries that agree with all of `by`. An answer about somebody who does not agree is none. */
export async function findEntries(
  app: App,
  register: AskedRegister,
  by: Record<string, string>,
  fields: readonly string[],
  reason: Reason | undefined,
): Promise<Answer<Entry[]>> {
  const reply = await ask(app, register, '/v1/find', { by, fields }, reason);
  if ('silent' in reply) return reply;
  if (!Value.Check(ItemsShape, reply.body)) return fail(app, register, reason, 'malformed');
  const entries = reply.body.items.map((item) => toEntry(app, register, item, fields, reply.maxAge));
  const fitting = entries.filter((entry) => entry !== undefined);
  if (fitting.length < entries.length) return fail(app, register, reason, 'malformed');
  const fold = (value: unknown) => String(value).normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();
  const agrees = ({ values }: Entry) =>
    Object.entries(by).every(([name, value]) => !(name in values) || fold(values[name]) === fold(value));
  return fitting.every(agrees) ? { found: fitting } : fail(app, register, reason, 'other-person');
}

/**
 * Entries of those for whom a person acts by law, as each entry's `representatives` says.
 * @param representative key in the residents' register
 */
export async function representedEntries(
  app: App,
  register: AskedRegister,
  representative: string,
  fields: readonly string[],
  reason: Reason | undefined,
): Promise<Answer<Entry[]>> {
  const reply = await ask(app, register, '/v1/represented', { representative, fields }, reason);
  if ('silent' in reply) return reply;
  if (!Value.Check(RepresentedShape, reply.body)) return fail(app, register, reason, 'malformed');
  const found: Entry[] = [];
  for (const item of reply.body.items) {
    const entry = toEntry(app, register, item, fields, reply.maxAge);
    if (!entry) return fail(app, register, reason, 'malformed');
    // An entry that does not name whoever was asked about gives nobody a right.
    const named = (entry.values['representatives'] ?? []) as { person: string }[];
    if (!named.some(({ person }) => person === representative))
      return fail(app, register, reason, 'other-person');
    found.push(entry);
  }
  return { found };
}

/** Those of the keys whose person has died, with the day (`diedOn`). */
export async function deceasedEntries(
  app: App,
  ids: readonly string[],
  reason: Reason | undefined,
): Promise<Answer<Entry[]>> {
  const fields = ['diedOn'];
  const reply = await ask(app, 'residents', '/v1/deceased', { subjects: ids, fields }, reason);
  if ('silent' in reply) return reply;
  if (!Value.Check(DeceasedShape, reply.body)) return fail(app, 'residents', reason, 'malformed');
  const { items } = reply.body;
  if (!items.every(({ subject }) => ids.includes(subject)))
    return fail(app, 'residents', reason, 'other-person');
  return { found: items.flatMap((item) => toEntry(app, 'residents', item, fields, reply.maxAge) ?? []) };
}

/** One question with the reason for it. */
const ask = (
  app: App,
  register: AskedRegister,
  path: string,
  body: Record<string, unknown>,
  reason: Reason | undefined,
): ReturnType<typeof send> => {
  // Nobody has granted it: the register would say so, too.
  if (!reason) return Promise.resolve({ silent: 'none' });
  const { user: _, ...why } = reason;
  return send(app, register, path, { ...why, ...body }, reason);
};

/** @param body JSON, or an XML document */
export async function send(
  app: App,
  register: AskedRegister,
  path: string,
  body: Record<string, unknown> | string,
  reason: Reason,
): Promise<Extract<Exchanged, { status: number }> | { silent: Trouble | 'left-alone' | 'none' }> {
  const { register: server } = app.config;
  // A command beside the program has started none.
  if (server === 'none' || server === 'own') return { silent: 'none' };
  const circuit = circuits.of(app)[register];
  if (!circuit.mayAsk(Date.now())) return { silent: 'left-alone' };
  const { client, [register]: theRegister } = registersFile(app);
  const { service, answerWithin } = theRegister;
  const result = await exchange({
    ...{ url: server.url, client, service, path, user: reason.user, within: answerWithin },
    body,
  });
  // A wrong answer is one person's trouble; only a register that does not answer at all is left alone.
  const down = 'trouble' in result && ['unreachable', 'late', 'failed'].includes(result.trouble);
  circuit.settle(!down, Date.now());
  return 'trouble' in result ? fail(app, register, reason, result.trouble) : result;
}

/** Nothing of the answer is kept or logged but why it was not used. */
export function fail(
  app: App,
  register: AskedRegister,
  reason: Reason | undefined,
  trouble: Trouble,
): { silent: Trouble } {
  app.log.warn({ register, reader: reason?.reader, trouble }, 'A register gave no answer that may be used');
  return { silent: trouble };
}

/** @returns undefined where a value is not of the shape that its field has */
export function toEntry(
  app: App,
  register: AskedRegister,
  { subject, asOf, values }: Static<typeof EntryShape>,
  fields: readonly string[],
  maxAge: number,
): Entry | undefined {
  // What was not asked for is dropped, whatever the register sends.
  const wanted = fields.flatMap((field) =>
    (values[field] ?? null) === null ? [] : [[field, values[field]] as const],
  );
  if (!wanted.every(([field, value]) => Value.Check(valueShapes[field] ?? Line, value))) return undefined;
  const seconds = Math.min(maxAge, registersFile(app)[register].keepHours * 3600);
  return {
    id: subject,
    asOf,
    values: Object.fromEntries(wanted),
    until: new Date(app.clock.now().getTime() + seconds * 1000),
  };
}
