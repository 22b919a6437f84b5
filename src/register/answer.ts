// What the registers answer: only to readers with a grant, only the fields of the grant, and every disclosure is kept.
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { createBuildingAnswers } from './answer-buildings.ts';
import { Text, Why, no, type Answer, type Asked } from './answer-parts.ts';
import { registerIds, type CantonData, type Grant, type RegisterId } from './canton-data.ts';
import { receiveCorrection } from './receive-correction.ts';
import type { Dated, Store } from './store.ts';

const strict = { additionalProperties: false };
const Read = Type.Object({ ...Why, subject: Text }, strict);
const Find = Type.Object(
  {
    ...Why,
    by: Type.Union([
      Type.Object({ ahv: Text }, strict),
      Type.Object({ uid: Text }, strict),
      Type.Object({ lastName: Text, birthDate: Text }, strict),
      Type.Object({ firstName: Text, lastName: Text, birthDate: Text, ahv: Type.Optional(Text) }, strict),
    ]),
  },
  strict,
);

const Represented = Type.Object({ ...Why, representative: Text }, strict);
const Deceased = Type.Object({ ...Why, subjects: Type.Array(Text, { minItems: 1, maxItems: 500 }) }, strict);

/** @param today `YYYY-MM-DD` */
export function createAnswers(data: CantonData, store: Store, today: string): (asked: Asked) => Answer {
  const { registers, grants } = data;
  const ofBuildings = createBuildingAnswers(data, today);
  return (asked) => {
    const register = registerIds.find((id) => registers[id].service === asked.service);
    const isBuildings = asked.service === registers.buildings.service;
    if (register === undefined && !isBuildings) return no(404, 'There is no such service');
    if (asked.client !== registers.client) return no(403, 'This client has no agreement with the register');
    if (register === undefined) return ofBuildings(asked);
    const { keepHours } = registers[register];
    const granted = (why: Pick<Static<typeof Read>, 'reader' | 'purpose' | 'legalBasis' | 'fields'>) =>
      grants.some((grant) => mayRead(grant, register, why));
    const disclose = (why: Pick<Static<typeof Read>, keyof typeof Why>, entries: readonly { id: string }[]) =>
      store.recordDisclosures(
        entries.map(({ id: subject }) => ({
          ...{ messageId: asked.messageId, at: asked.at, client: asked.client, user: asked.user },
          ...{ reader: why.reader, purpose: why.purpose, legalBasis: why.legalBasis, register, subject },
          fields: why.fields,
        })),
      );
    if (asked.path === '/v1/read' && Value.Check(Read, asked.body)) {
      const { body } = asked;
      if (!granted(body)) return no(403, 'No grant for this reader, purpose and fields');
      const entry = store.entry(register, body.subject);
      if (!entry) return { status: 404, body: { subject: body.subject, found: false } };
      disclose(body, [entry]);
      return { status: 200, body: shown(entry, body.fields), keepHours };
    }
    if (asked.path === '/v1/find' && Value.Check(Find, asked.body)) {
      const { body } = asked;
      if (!granted(body)) return no(403, 'No grant for this reader, purpose and fields');
      const { by } = body;
      if (register !== ('uid' in by ? 'companies' : 'residents'))
        return no(400, 'Not what this register is searched by');
      const company = 'uid' in by ? store.company(by) : undefined;
      const entries = 'uid' in by ? (company ? [company] : []) : store.findResidents(by);
      disclose(body, entries);
      return { status: 200, body: { items: entries.map((entry) => shown(entry, body.fields)) }, keepHours };
    }
    if (asked.path === '/v1/messages' && typeof asked.body === 'string') {
      const { client, at, service, body: xml } = asked;
      const report = receiveCorrection({ register, service, client, at, xml, granted }, store);
      return report === undefined
        ? no(400, 'Not a message with a header of eCH-0058 version 5')
        : { status: 200, body: report };
    }
    if (asked.path === '/v1/represented' && Value.Check(Represented, asked.body)) {
      const { body } = asked;
      if (!granted(body)) return no(403, 'No grant for this reader, purpose and fields');
      if (register !== 'residents' && register !== 'companies')
        return no(400, 'This register names no representatives');
      const entries = store.represented(register, body.representative);
      disclose(body, entries);
      return { status: 200, body: { items: entries.map((entry) => shown(entry, body.fields)) }, keepHours };
    }
    if (asked.path === '/v1/deceased' && register === 'residents' && Value.Check(Deceased, asked.body)) {
      const { body } = asked;
      if (!granted(body)) return no(403, 'No grant for this reader, purpose and fields');
      const entries = body.subjects
        .flatMap((subject) => store.resident(subject) ?? [])
        .filter(({ diedOn }) => diedOn !== undefined);
      disclose(body, entries);
      return { status: 200, body: { items: entries.map((entry) => shown(entry, body.fields)) }, keepHours };
    }
    return no(
      400,
      'POST /v1/messages, or /v1/read, /v1/deceased, /v1/represented or /v1/find with reader, purpose, legalBasis, fields and whom it is about',
    );
  };
}

function mayRead(
  grant: Grant,
  register: RegisterId,
  why: { reader: string; purpose: string; legalBasis: string; fields: string[] },
): boolean {
  const fields = grant[register] ?? [];
  return (
    grant.reader === why.reader &&
    grant.purpose === why.purpose &&
    // What is given at the person's request is not given on a law, and the other way round.
    (grant.legalBasis === 'request') === (why.legalBasis === 'request') &&
    why.fields.every((field) => fields.includes(field))
  );
}

/** The fields that were asked for, and nothing else. */
function shown(entry: Dated<{ id: string }>, fields: readonly string[]): Record<string, unknown> {
  const values = Object.fromEntries(
    Object.entries(entry).filter(([name, value]) => fields.includes(name) && value !== null),
  );
  return { subject: entry.id, asOf: entry.asOf, values };
}
