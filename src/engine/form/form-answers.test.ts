// Forms: what was typed becomes answers, and answers become what is shown.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../evaluate/evaluate.ts';
import type { Answers } from '../evaluate/evaluation.ts';
import type { FormBody } from '../fields/field-kind.ts';
import { answersFor } from '../testing/arbitrary-answers.ts';
import { context, lists, loaded, longAnswers, upload } from '../testing/every-field.ts';
import { answersToForm, formToAnswers } from './form-answers.ts';

const { definition } = loaded();
const words = { lists, language: 'de' } as const;
const read = (page: string, body: FormBody, previous?: Answers) =>
  formToAnswers(definition, page, body, words, previous);
const show = (page: string, answers: Answers) => answersToForm(definition, page, answers, words);

describe('reading a form', () => {
  it('reads every kind of control of a page', () => {
    const body = {
      vorname: ' Anna ',
      nummer: '',
      'wohnort.street': 'Gasse',
      'wohnort.houseNumber': '1',
      'wohnort.postalCode': '4051',
      'wohnort.town': 'Basel',
      'geburt.day': '7',
      'geburt.month': '5',
      'geburt.year': '1990',
      token: 'secret',
      alter: '99',
    };
    expect(read('person', body)).toEqual({
      vorname: ' Anna ',
      nummer: '',
      wohnort: { street: 'Gasse', houseNumber: '1', postalCode: '4051', town: 'Basel' },
      geburt: '1990-05-07',
    });
  });

  it.each([
    ["1'200.50", 1200.5],
    ['1 200,5', 1200.5],
    ['120.–', 120],
    ['-3', -3],
    ['zwölf', 'zwölf'],
    ['1.2.3', '1.2.3'],
    ['1e9', '1e9'],
    ['0x10', '0x10'],
    ['', ''],
  ])('the amount %j is %j', (typed, value) => {
    expect(read('anliegen', { betrag: typed })).toEqual({ betrag: value });
  });

  it.each([
    ['8.30', '08:30'],
    ['08:30', '08:30'],
    ['8h30', '08:30'],
    ['morgens', 'morgens'],
  ])('the time %j is %j', (typed, value) => {
    expect(read('anliegen', { beginn: typed })).toEqual({ beginn: value });
  });

  it('reads yes and no, one and several choices', () => {
    expect(read('anliegen', { dringend: 'no', art: 'lang', tierart: ['hund', 'katze'] })).toEqual({
      dringend: false,
      art: 'lang',
      tierart: ['hund', 'katze'],
    });
    expect(read('anliegen', { dringend: 'perhaps', tierart: 'hund' })).toEqual({
      dringend: 'perhaps',
      tierart: ['hund'],
    });
    expect(read('schluss', { richtig: 'yes' })).toEqual({ richtig: true });
    expect(read('schluss', {})).toEqual({});
  });

  it('reads the items of a repeat, closes gaps and ignores other controls', () => {
    const body = {
      'kind.0.rufname': 'Luca',
      'kind.3.rufname': 'Mia',
      'kind.3.geboren.day': '1',
      'kind.x.rufname': 'no',
      'kind.7': '1',
    };
    expect(read('kinder', body)).toEqual({
      kind: [{ rufname: 'Luca' }, { rufname: 'Mia', geboren: '1' }, {}],
    });
  });

  it('does not read a thousand items', () => {
    const body = Object.fromEntries(Array.from({ length: 999 }, (_, i) => [`kind.${i}.rufname`, 'x']));
    // One more than permitted, so that the evaluation says that it is too many.
    expect(read('kinder', body)['kind']).toHaveLength(4);
  });

  it('knows files by what is stored of them, not by what the form claims', () => {
    expect(read('belege', { beleg: ['f-1', 'f-9'] }, { beleg: [upload] })).toEqual({
      beleg: [upload],
    });
    expect(read('belege', { beleg: 'f-1' })).toEqual({ beleg: [] });
  });

  it('knows no answers of an unknown page', () => {
    expect(read('constructor', { vorname: 'x' })).toEqual({});
    expect(show('constructor', longAnswers)).toEqual({});
  });
});

describe('showing answers', () => {
  it('fills the controls', () => {
    expect(show('kinder', longAnswers)).toEqual({
      'kind.0': '1',
      'kind.0.rufname': 'Luca',
      'kind.0.geboren.day': '29',
      'kind.0.geboren.month': '02',
      'kind.0.geboren.year': '2020',
      'kind.0.schule': 'ja',
      'kind.1': '1',
      'kind.1.rufname': 'Mia',
      'kind.1.geboren.day': '01',
      'kind.1.geboren.month': '01',
      'kind.1.geboren.year': '2024',
    });
  });

  it.each([
    ['31', '2', '2026'],
    ['31', 'xx', '2026'],
    ['', '11', ''],
    ['1', '2', '26'],
    ['', '', '2026'],
  ])('shows a faulty date as it was typed: %j %j %j', (day, month, year) => {
    const answers = read('person', {
      'geburt.day': day,
      'geburt.month': month,
      'geburt.year': year,
    });
    const shown = show('person', answers);
    const two = (text: string | string[] | undefined) => String(text).replace(/^0(?=\d$)/, '');
    expect([two(shown['geburt.day']), two(shown['geburt.month']), shown['geburt.year']]).toEqual([
      day,
      month,
      year,
    ]);
    expect(evaluate(definition, { ...longAnswers, ...answers }, context).faults[0]).toMatchObject({
      pointer: '/geburt',
      code: 'DATE_INVALID',
    });
  });

  it('shows a number that is none as it was typed', () => {
    const answers = read('anliegen', { anzahl: 'zwei' });
    expect(show('anliegen', answers)).toEqual({ anzahl: 'zwei' });
    expect(evaluate(definition, { ...longAnswers, ...answers }, context).faults[0]).toMatchObject({
      pointer: '/anzahl',
      code: 'NUMBER_INVALID',
    });
  });
});

describe('for any answers', () => {
  it('what is shown and sent again is the same', () => {
    fc.assert(
      fc.property(answersFor(definition, lists), (given) => {
        const { answers, path, faults } = evaluate(definition, { ...longAnswers, ...given }, context);
        for (const id of path) {
          const page = definition.pages.find((each) => each.id === id);
          const keys = page?.repeat
            ? [page.repeat.id]
            : (page?.fields.filter((field) => field.type !== 'calculated').map((field) => field.id) ?? []);
          const own = Object.fromEntries(
            keys.filter((key) => key in answers).map((key) => [key, answers[key]]),
          );
          const again = read(id, show(id, answers), answers);
          if (faults.length === 0) expect(again).toEqual(own);
          expect(read(id, show(id, again), again)).toEqual(again);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('any form is read without an exception', () => {
    const names = [
      'vorname',
      'kind.0.rufname',
      'kind.0',
      'geburt.day',
      'geburt.year',
      'wohnort.town',
      'tierart',
      'beleg',
      '__proto__',
      'kind.999.x',
    ];
    const body = fc.dictionary(
      fc.oneof(fc.constantFrom(...names), fc.string()),
      fc.oneof(fc.string(), fc.array(fc.string(), { maxLength: 3 })),
    );
    fc.assert(
      fc.property(body, fc.constantFrom(...definition.pages.map((page) => page.id)), (form, page) => {
        const answers = read(page, form);
        expect(evaluate(definition, answers, context).path.length).toBeGreaterThan(0);
        show(page, answers);
      }),
    );
  });
});
