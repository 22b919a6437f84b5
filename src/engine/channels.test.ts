// What channels render: summary, progress, page states, letter variables, schema.
import { describe, expect, it } from 'vitest';
import { calculatedKind } from './fields/calculated.ts';
import { dateKind } from './fields/date.ts';
import { answersSchema } from './answers-schema.ts';
import { evaluate } from './evaluate/evaluate.ts';
import { letterVariables } from './letter-variables.ts';
import { pageState, progress } from './progress.ts';
import { summary } from './summary.ts';
import { context, firmAnswers, lists, loaded, longAnswers, shortAnswers } from './testing/every-field.ts';

const { definition } = loaded();
const run = (answers: unknown) => evaluate(definition, answers, context);
const nbsp = '\u00a0';

describe('summary', () => {
  const sections = summary(definition, run(longAnswers), 'de', context);

  it('has a section for each page of the path', () => {
    expect(sections.map(({ id, title }) => `${id}: ${title}`)).toEqual([
      'person: T pages.person.nav',
      'anliegen: T pages.anliegen.nav',
      'kinder: T pages.kinder.nav',
      'belege: T pages.belege.nav',
      'schluss: T pages.schluss.nav',
    ]);
  });

  it('has a row for each answer, with class and source', () => {
    expect(sections[0]?.rows[0]).toEqual({
      pointer: '/vorname',
      field: 'vorname',
      label: 'T fields.vorname.label',
      text: 'Anna',
      class: 'confidential',
      source: 'person.firstName',
    });
    expect(sections[0]?.rows.map((row) => row.field)).toEqual([
      'vorname',
      'nummer',
      'wohnort',
      'mail',
      'telefon',
      'geburt',
      'alter',
    ]);
    expect(sections[1]?.rows.find((row) => row.field === 'tierart')?.text).toBe('Hund, Katze');
  });

  it('groups the items of a repeat, named by their label', () => {
    expect(sections[2]?.items?.map((item) => [item.pointer, item.title, item.rows.length])).toEqual([
      ['/kind/0', 'Luca', 3],
      ['/kind/1', 'Mia', 2],
    ]);
    expect(sections[2]?.rows.map((row) => row.pointer)).toContain('/kind/1/geboren');
    const nameless = run({ ...longAnswers, kind: [{}] });
    expect(summary(definition, nameless, 'de', context)[2]?.items?.[0]?.title).toBe('Kind 1');
  });
});

describe('progress', () => {
  it('counts along the path', () => {
    const evaluation = run(longAnswers);
    expect(progress(definition, evaluation, 'kinder')).toEqual({ number: 3, of: 5, mayGrow: false });
    expect(progress(definition, evaluation, 'firma').number).toBe(0);
  });

  it('says when it may become more', () => {
    const evaluation = run(shortAnswers);
    expect(progress(definition, evaluation, 'person').mayGrow).toBe(true);
    expect(progress(definition, evaluation, 'anliegen').mayGrow).toBe(true);
    expect(progress(definition, evaluation, 'schluss').mayGrow).toBe(false);
  });

  it('lets nobody jump over a page with faults', () => {
    const half = run({ ...firmAnswers, betrag: -1 });
    expect(pageState(definition, half)).toEqual([
      { id: 'person', status: 'done', reachable: true },
      { id: 'anliegen', status: 'open', reachable: true },
      { id: 'kinder', status: 'off-path', reachable: false },
      { id: 'firma', status: 'open', reachable: false },
      { id: 'belege', status: 'off-path', reachable: false },
      { id: 'schluss', status: 'open', reachable: false },
    ]);
    expect(
      pageState(definition, run(shortAnswers))
        .filter((page) => page.status === 'done')
        .map((page) => page.id),
    ).toEqual(['person', 'anliegen', 'schluss']);
  });
});

describe('letter variables', () => {
  it('are what people read, numbers stay numbers', () => {
    expect(letterVariables(definition, 'approved', run(longAnswers), 'de', context)).toEqual({
      art: 'T fields.art.options.lang',
      kinder: 'Luca, Mia',
      anzahl: 2,
      geburt: `17.${nbsp}Mai${nbsp}1990`,
      betrag: `120.50${nbsp}Franken`,
      dringend: 'Ja',
    });
  });

  it('are empty where nothing is known', () => {
    expect(letterVariables(definition, 'approved', run({}), 'fr', context)).toEqual({
      art: '',
      kinder: '',
      anzahl: '',
      geburt: '',
      betrag: '',
      dringend: '',
    });
    expect(letterVariables(definition, 'rejected', run({}), 'fr', context)).toEqual({});
  });

  it('come the same from an evaluation that was kept as JSON', () => {
    const kept = JSON.parse(JSON.stringify(run(longAnswers))) as ReturnType<typeof run>;
    expect(letterVariables(definition, 'approved', kept, 'it', context)).toEqual(
      letterVariables(definition, 'approved', run(longAnswers), 'it', context),
    );
  });
});

it('the schema requires what is always asked', () => {
  expect(answersSchema(definition, lists, 'de')).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'T title',
    required: [
      'vorname',
      'wohnort',
      'geburt',
      'art',
      'anzahl',
      'betrag',
      'dringend',
      'richtig',
      'unterschrift',
    ],
    additionalProperties: false,
  });
});

describe('calculated days', () => {
  it('are days again for the expressions that go on with them', () => {
    expect(calculatedKind.toFeel('2026-03-31')).toEqual(dateKind.toFeel('2026-03-31'));
    expect(calculatedKind.toFeel('2026-02-31')).toBeNull();
    expect(calculatedKind.toFeel('31. März')).toBe('31. März');
  });
});
