// One definition, every channel: the same answers through API, web, counter, telephone and paper give the same path, faults, fee,
// decision and stored answers, for every service, worked and random. Generated from the definitions; nothing is listed here.
// Counter, telephone and paper are one screen, which only keeps how the person came: each trial takes one of the two with a person
// in turn, and of every service one example that can be sent goes through all three.
import { bareDb } from '../support/unguarded.ts';
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answersToForm, formToAnswers, type ServiceDefinition } from '../../src/engine/index.ts';
import { answersFor } from '../../src/engine/testing/arbitrary-answers.ts';
import { contextOf, exampleAnswers, examplesOf, serviceById } from '../../src/modules/catalogue/index.ts';
import { signIn } from '../../src/modules/identity/testing/sign-in.ts';
import { CookieJar } from '../support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';
import {
  screenChannels,
  storedCase,
  throughApi,
  throughCounter,
  throughWeb,
  type Outcome,
  type ScreenChannel,
} from '../channels/drivers.ts';

let program: TestProgram;
let person: CookieJar;
let clerk: CookieJar;
let token: string;
/** In no register: every question is asked. */
const who = 'resident-bruno';

beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
  person = new CookieJar(program.origin);
  clerk = new CookieJar(program.origin);
  await signIn(person, who);
  await signIn(clerk, 'counter-erik');
  token = await program.token(who);
  // Nothing at all is known of the person: not even an address from signing in.
  await bareDb(program.app)
    .updateTable('identity.account')
    .set({ email: null })
    .where('subject', '=', who)
    .execute();
});
afterAll(() => program.stop());

type Answers = Record<string, unknown>;

/** What can be typed at all: a form has no control for an object where text is asked, and no key for U+0000. */
function typable(definition: ServiceDefinition, answers: Answers): Answers {
  const clean = JSON.parse(
    JSON.stringify(answers, (_key, value: unknown) =>
      typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '') : value,
    ),
  ) as Answers;
  const words = { lists: contextOf(program.app, definition).lists, language: 'de' } as const;
  return Object.assign(
    {},
    ...definition.pages.map(({ id }) =>
      formToAnswers(definition, id, answersToForm(definition, id, clean, words), words, clean),
    ),
  ) as Answers;
}

async function forget(): Promise<void> {
  await bareDb(program.app).deleteFrom('intake.draft').where('submitted_ref', 'is', null).execute();
  // An appointment is tried in every channel: bookings of the trial before must not stand in its way.
  await bareDb(program.app).deleteFrom('appointments.booking').execute();
}

/** The n-th trial is of someone who is there, the next of someone who calls. */
const inTurn = (trial: number): ScreenChannel => (trial % 2 === 0 ? 'counter' : 'phone');

/** What a channel answers; where it refuses, it says of which service, example and channel. */
async function by<T>(channel: string, name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new Error(`${name}: ${channel} refuses: ${String(error)}`, { cause: error });
  }
}

async function allChannels(
  definition: ServiceDefinition,
  answers: Answers,
  channel: ScreenChannel,
  name: string,
) {
  await forget();
  const api = await by('API', name, () => throughApi(program, definition, answers));
  const web = await by('web', name, () => throughWeb(program, person, definition, answers));
  const screen = await by(channel, name, () => throughCounter(program, clerk, definition, answers, channel));
  return { api, web, screen };
}

/** Differences between two channels, as lines; empty when they are the same. */
function differences(one: Outcome, other: Outcome): string[] {
  return (Object.keys(one) as (keyof Outcome)[])
    .filter((key) => JSON.stringify(sorted(one[key])) !== JSON.stringify(sorted(other[key])))
    .map((key) => `${key}: ${JSON.stringify(one[key])} / ${JSON.stringify(other[key])}`);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(sorted);
    // Faults have no order of their own.
    return items.every((item) => typeof item === 'object' && item !== null && 'pointer' in item)
      ? items.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
      : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}

/** Files are uploads of their own in each channel; random answers name none. */
function withoutFiles(definition: ServiceDefinition, answers: Answers): Answers {
  const files = new Set(
    definition.pages.flatMap((page) =>
      page.fields.filter((field) => field.type === 'file').map((field) => field.id),
    ),
  );
  const strip = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(strip)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(
            Object.entries(value).flatMap(([key, each]) => (files.has(key) ? [] : [[key, strip(each)]])),
          )
        : value;
  return strip(answers) as Answers;
}

/** The folders of the canton's services: a new one is tried without a line here. */
const ids = readdirSync('canton/basel-stadt/services', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

function service(id: string): ServiceDefinition {
  const definition = serviceById(program.app, id);
  if (!definition) throw new Error(`There is no service ${id}`);
  return definition;
}

/** A service that is for companies alone is tried by someone who belongs to one, each other by a person for themselves. */
async function actAsAdmitted({ identity }: ServiceDefinition): Promise<void> {
  const organisation = identity.actFor.some((each) => each !== 'organisation') ? null : 'in-no-register';
  await bareDb(program.app)
    .updateTable('identity.account')
    .set({ organisation_id: organisation })
    .where('subject', '=', who)
    .execute();
}

async function submittedByApi(definition: ServiceDefinition, answers: Answers, key: string): Promise<string> {
  const response = await fetch(`${program.origin}/api/v1/services/${definition.id}/submissions`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': createHash('sha256').update(key).digest('hex'),
    },
    body: JSON.stringify({ answers }),
  });
  if (response.status !== 201) throw new Error(`${key}: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { case: { ref: string } }).case.ref;
}

describe.each(ids)('%s', (id) => {
  it('worked answers: the same in every channel, and the same case', async () => {
    const definition = service(id);
    await actAsAdmitted(definition);
    let allTried = false;
    for (const [trial, example] of examplesOf(program.app, id).entries()) {
      const answers = typable(definition, exampleAnswers(program.app, example));
      const name = `${id}, ${example.name}`;
      const channel = inTurn(trial);
      const { api, web, screen } = await allChannels(definition, answers, channel, name);
      expect(differences(api, web.outcome), `${name}: API / web`).toEqual([]);
      expect(differences(api, screen.outcome), `${name}: API / ${channel}`).toEqual([]);
      if (api.faults.length > 0) continue;
      const first = await storedCase(program, await submittedByApi(definition, answers, name));
      const refs = new Map([
        ['web', await by('web', name, web.submit)],
        [channel, await by(channel, name, screen.submit)],
      ]);
      for (const other of allTried ? [] : screenChannels.filter((each) => each !== channel)) {
        const again = await by(other, name, () => throughCounter(program, clerk, definition, answers, other));
        expect(differences(api, again.outcome), `${name}: API / ${other}`).toEqual([]);
        refs.set(other, await by(other, name, again.submit));
      }
      allTried = true;
      for (const [other, ref] of refs)
        expect(await storedCase(program, ref), `${name}: case of API / ${other}`).toEqual(first);
    }
  });

  it('random answers: the same in every channel', async () => {
    const definition = service(id);
    await actAsAdmitted(definition);
    const { lists } = contextOf(program.app, definition);
    const samples = fc.sample(answersFor(definition, lists), { numRuns: 2, seed: id.length });
    for (const [trial, sample] of samples.entries()) {
      const answers = typable(definition, withoutFiles(definition, sample));
      const channel = inTurn(trial);
      const name = `${id}, ${JSON.stringify(answers)}`;
      const { api, web, screen } = await allChannels(definition, answers, channel, name);
      expect(differences(api, web.outcome), `${name}: API / web`).toEqual([]);
      expect(differences(api, screen.outcome), `${name}: API / ${channel}`).toEqual([]);
    }
  });
});

describe('the comparison', () => {
  it('fails when one channel is bent', async () => {
    const definition = service('hund-anmelden');
    const [example] = examplesOf(program.app, definition.id);
    if (!example) throw new Error('The service that this test bends is missing');
    const answers = exampleAnswers(program.app, example);
    await forget();
    const api = await throughApi(program, definition, answers);
    const bent = await throughCounter(
      program,
      clerk,
      definition,
      { ...answers, ergaenzungsleistungen: true },
      'counter',
    );
    expect(differences(api, bent.outcome).join('\n')).toMatch(/faults|answers/);
    expect(differences(api, bent.outcome).join('\n')).toMatch(/fee/);
  });
});
