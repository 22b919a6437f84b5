// One set of answers through each channel: what the channel holds afterwards, and the case that it makes of it.
import { bareDb } from '../support/unguarded.ts';
import {
  answersToForm,
  type Evaluation,
  type ServiceDefinition,
  type UploadedFile,
} from '../../src/engine/index.ts';
import { contextOf, evaluateService } from '../../src/modules/catalogue/index.ts';
import { mergedAnswers } from '../../src/modules/intake/queries/draft.ts';
import type { CookieJar } from '../support/cookie-jar.ts';
import type { TestProgram } from '../support/test-program.ts';
import { formIn, postForm, type Typed } from './form-driver.ts';

export type Outcome = Pick<Evaluation, 'path' | 'faults' | 'answers' | 'fee' | 'decision' | 'deadline'>;
export interface Case {
  state: string;
  answers: unknown;
  fee: number;
  decision: string;
}
type Answers = Record<string, unknown>;

/** Files are other rows in every channel: what counts is that there is one. */
export function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== 'object' || value === null) return value;
  if ('id' in value && 'type' in value && 'size' in value) return 'a file';
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, comparable(each)]));
}

function outcomeOf({ path, faults, answers, fee, decision, deadline }: Outcome): Outcome {
  const shown = { path, faults, answers, fee, decision, deadline };
  return comparable(JSON.parse(JSON.stringify(shown))) as Outcome;
}

/** What is typed for a page: in words of the page's language where an answer is the id of a list's entry. */
function typedFor(
  program: TestProgram,
  definition: ServiceDefinition,
  pageId: string,
  answers: Answers,
): Typed {
  const files = new Map<string, UploadedFile[]>();
  const page = definition.pages.find((each) => each.id === pageId);
  const collect = (source: Answers, prefix: string) => {
    for (const field of page?.fields ?? []) {
      const value = source[field.id];
      if (field.type === 'file' && Array.isArray(value))
        files.set(`${prefix}${field.id}`, value as UploadedFile[]);
    }
  };
  const entries = page?.repeat ? answers[page.repeat.id] : undefined;
  if (Array.isArray(entries))
    entries.forEach((entry, index) => collect(entry as Answers, `${page?.repeat?.id ?? ''}.${index}.`));
  else collect(answers, '');
  const words = { lists: contextOf(program.app, definition).lists, language: 'de' } as const;
  return { controls: answersToForm(definition, pageId, answers, words), files };
}

/** POST /api/v1/services/{id}/evaluate */
export async function throughApi(
  program: TestProgram,
  definition: ServiceDefinition,
  answers: Answers,
): Promise<Outcome> {
  const response = await fetch(`${program.origin}/api/v1/services/${definition.id}/evaluate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ answers }),
  });
  if (!response.ok) throw new Error(`evaluate: ${response.status} ${await response.text()}`);
  const outcome = (await response.json()) as Outcome;
  // The texts of faults are the API's own; the code and the place are the engine's.
  return outcomeOf({
    ...outcome,
    faults: outcome.faults.map(({ pointer, code }) => ({ pointer, code })) as Outcome['faults'],
  });
}

async function draftOutcome(
  program: TestProgram,
  definition: ServiceDefinition,
  draftId: string,
): Promise<Outcome> {
  const row = await bareDb(program.app)
    .selectFrom('intake.draft')
    .select(['answers', 'known', 'corrected'])
    .where('id', '=', draftId)
    .executeTakeFirstOrThrow();
  const evaluation = evaluateService(program.app, definition, mergedAnswers(row as never));
  return outcomeOf({
    ...evaluation,
    faults: evaluation.faults.map(({ pointer, code }) => ({ pointer, code })) as Outcome['faults'],
  });
}

async function pageAt(jar: CookieJar, path: string): Promise<{ html: string; path: string }> {
  const { response, url } = await jar.follow(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return { html: await response.text(), path: url.pathname };
}

/** The form page by page, as a person goes through it; every page on the path is visited, faults or not. */
export async function throughWeb(
  program: TestProgram,
  jar: CookieJar,
  definition: ServiceDefinition,
  answers: Answers,
): Promise<{ outcome: Outcome; submit: () => Promise<string> }> {
  const base = `/leistungen/${definition.id}/formular`;
  const first = await pageAt(jar, base);
  const draftId = /name="_draft" value="([^"]+)"/.exec(first.html)?.[1] ?? '';
  const done = new Set<string>();
  for (;;) {
    const { path } = await draftOutcome(program, definition, draftId);
    const id = path.find((each) => !done.has(each));
    if (id === undefined) break;
    done.add(id);
    const page = definition.pages.find((each) => each.id === id);
    if (!page?.repeat) await fillPage(program, jar, definition, answers, id, `${base}/${id}`);
    else {
      const entries = answers[page.repeat.id];
      const count = Array.isArray(entries) ? entries.length : 0;
      for (let item = 1; item <= Math.min(count, page.repeat.max); item++)
        await fillPage(program, jar, definition, answers, id, `${base}/${id}/${item}`);
      const list = await pageAt(jar, `${base}/${id}`);
      const form = formIn(list.html, `${base}/${id}`);
      if (form && list.path === `${base}/${id}`)
        await postForm(jar, form, { controls: {}, files: new Map() }, [['_do', 'next']]);
    }
  }
  return {
    outcome: await draftOutcome(program, definition, draftId),
    submit: async () => {
      const review = await pageAt(jar, `${base}/pruefen`);
      const form = formIn(review.html, `${base}/pruefen`);
      if (!form) throw new Error(`The summary is at ${review.path}`);
      const response = await postForm(jar, form, { controls: { erklaerung: 'yes' }, files: new Map() }, [
        ['_do', 'send'],
      ]);
      return referenceIn(response);
    },
  };
}

/** Fields that appear with an answer are filled in when they are there. */
async function fillPage(
  program: TestProgram,
  jar: CookieJar,
  definition: ServiceDefinition,
  answers: Answers,
  pageId: string,
  address: string,
): Promise<void> {
  const typed = typedFor(program, definition, pageId, answers);
  const page = definition.pages.find((each) => each.id === pageId);
  const correct = page?.repeat
    ? []
    : (page?.fields.filter((field) => field.source !== undefined && !field.proven) ?? []).map(
        (field) => field.id,
      );
  let before = '';
  for (let turns = 0; turns < 12; turns++) {
    // A known value that is another one here is corrected first, field by field, as its link says.
    let shown = await pageAt(jar, address);
    const wrong = correct.find((id) => shown.html.includes(`?korrigieren=${id}"`));
    if (wrong !== undefined) shown = await pageAt(jar, `${address}?korrigieren=${wrong}`);
    const form = formIn(shown.html, address);
    if (!form || shown.path !== address) return;
    const controls = [...form.controls].toSorted().join(' ');
    if (wrong === undefined && controls === before) return;
    before = controls;
    await postForm(jar, form, typed, [['_do', 'next']]);
  }
}

/** Ways in which the counter's screen is used. */
export const screenChannels = ['counter', 'phone', 'paper'] as const;
export type ScreenChannel = (typeof screenChannels)[number];

/** The one screen of the counter, saved until no question is new. */
export async function throughCounter(
  program: TestProgram,
  jar: CookieJar,
  definition: ServiceDefinition,
  answers: Answers,
  channel: ScreenChannel,
): Promise<{ outcome: Outcome; submit: () => Promise<string> }> {
  const start = await pageAt(jar, '/schalter');
  const begin = formIn(start.html, '/schalter/beginnen');
  if (!begin) throw new Error('The counter has no form to begin');
  const opened = await postForm(
    jar,
    begin,
    {
      controls: {
        name: 'Bruno Muster',
        service: definition.id,
        channel,
        // In no register, but known to the clerk: as someone who has signed in.
        identification: channel === 'phone' ? 'callback' : 'document',
        language: 'de',
      },
      files: new Map(),
    },
    [],
  );
  const address = opened.headers.get('location') ?? '';
  if (!address.startsWith('/schalter/')) throw new Error(`The counter answered ${opened.status}`);
  const all: Typed = { controls: {}, files: new Map() };
  const files = new Map<string, readonly UploadedFile[]>();
  for (const page of definition.pages) {
    const typed = typedFor(program, definition, page.id, answers);
    Object.assign(all.controls, typed.controls);
    for (const [name, list] of typed.files) files.set(name, list);
  }
  all.files = files;
  const lists = definition.pages.flatMap(({ repeat }) => {
    const entries = repeat ? answers[repeat.id] : undefined;
    return repeat && Array.isArray(entries)
      ? [{ ...repeat, count: Math.min(entries.length, repeat.max) }]
      : [];
  });
  let before = '';
  for (let turns = 0; turns < 60; turns++) {
    const { html } = await pageAt(jar, address);
    const form = formIn(html, address);
    if (!form) throw new Error('The counter shows no form');
    const list = lists.find(
      ({ id, count }) =>
        html.includes(`name="_add" value="${id}"`) &&
        form.hidden.filter(([name]) => new RegExp(`^${id}\\.\\d+$`).test(name)).length < count,
    );
    const controls = [...form.controls, list?.id ?? ''].toSorted().join(' ');
    if (list === undefined && controls === before) break;
    before = controls;
    await postForm(jar, form, all, list ? [['_add', list.id]] : [['_do', 'save']]);
  }
  const draftId = address.split('/').at(-1) ?? '';
  return {
    outcome: await draftOutcome(program, definition, draftId),
    submit: async () => {
      const { html } = await pageAt(jar, address);
      const form = formIn(html, address);
      if (!form) throw new Error('The counter shows no form');
      const sent: Typed = { controls: { ...all.controls, erklaerung: 'yes' }, files: all.files };
      return referenceIn(await postForm(jar, form, sent, [['_do', 'send']]));
    },
  };
}

/** The reference of the case to which a submission leads. */
function referenceIn(response: Response): string {
  const location = response.headers.get('location') ?? '';
  const ref = /\/(\d{4}-[0-9A-Z]{4}-[0-9A-Z]{4})(?:\?|$)/.exec(location)?.[1];
  if (ref === undefined) throw new Error(`Sending answered ${response.status} and leads to "${location}"`);
  return ref;
}

/** The case as it was stored. */
export async function storedCase(program: TestProgram, ref: string): Promise<Case> {
  const row = await bareDb(program.app)
    .selectFrom('cases.matter')
    .select(['state', 'answers', 'evaluation'])
    .where('ref', '=', ref)
    .executeTakeFirst();
  if (!row) throw new Error(`There is no case ${ref}`);
  const evaluation = row.evaluation as unknown as Evaluation;
  return {
    state: row.state,
    answers: comparable(row.answers),
    fee: evaluation.fee.total,
    decision: evaluation.decision ?? '',
  };
}
