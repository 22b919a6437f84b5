// A service changes under a draft: what is told, what is kept, what is asked again.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldType, ServiceDefinition } from '../definition/schema.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { answersFor } from '../testing/arbitrary-answers.ts';
import { context, lists, loaded, longAnswers, upload } from '../testing/every-field.ts';
import { carryOver } from './carry-over.ts';
import { compareVersions } from './compare-versions.ts';

const { definition: before } = loaded();

function changed(change: (service: ServiceDefinition) => void): ServiceDefinition {
  const after = structuredClone(before);
  after.version = 2;
  change(after);
  return after;
}

const page = (service: ServiceDefinition, index = 0) => {
  const found = service.pages[index];
  if (!found) throw new Error(`No page ${index}`);
  return found;
};

const pageOf = (service: ServiceDefinition, id: string) => {
  const found = service.pages.find((each) => each.id === id);
  if (!found) throw new Error(`No page ${id}`);
  return found;
};

const field = (service: ServiceDefinition, id: string) => {
  const found = service.pages.flatMap((page) => page.fields).find((each) => each.id === id);
  if (!found) throw new Error(`No field ${id}`);
  return found;
};

const told = (after: ServiceDefinition) =>
  compareVersions(before, after, 'de').map((change) =>
    'place' in change
      ? `${change.kind} ${change.place.field.id}`
      : 'page' in change
        ? `${change.kind} ${change.page.id}`
        : change.kind,
  );

const carried = (after: ServiceDefinition, answers: Record<string, unknown> = longAnswers) =>
  carryOver(before, after, answers, new Set());

describe('comparing versions', () => {
  it('tells nothing when nothing has changed', () => {
    expect(told(changed(() => {}))).toEqual([]);
  });

  it.each<[string, (service: ServiceDefinition) => void, string[]]>([
    ['a field removed', (s) => (page(s).fields = page(s).fields.slice(1)), ['removed vorname']],
    ['a field added', (s) => page(s).fields.push({ id: 'neu', type: 'text' }), ['added neu']],
    [
      'a field renamed',
      (s) => {
        const one = field(s, 'vorname');
        Object.assign(one, { id: 'rufnameDerPerson', formerly: 'vorname' });
        for (const texts of Object.values(s.texts))
          texts['fields.rufnameDerPerson.label'] = texts['fields.vorname.label'] ?? '';
      },
      ['renamed rufnameDerPerson'],
    ],
    ['a field retyped', (s) => Object.assign(field(s, 'anzahl'), { type: 'text' }), ['changed anzahl']],
    ['options changed', (s) => (field(s, 'art').options = ['kurz']), ['changed art']],
    ['a text changed', (s) => (s.texts.de['fields.art.label'] = 'Welche Art?'), ['changed art']],
    [
      'an option worded otherwise',
      (s) => {
        s.texts.de['fields.art.options.kurz'] = 'Nein';
        s.texts.de['fields.art.options.lang'] = 'Ja';
      },
      ['changed art'],
    ],
    ['fees changed', (s) => (s.fees = []), ['fees']],
    ['a rule inverted', (s) => (s.process.decideAtOnce = 'false'), ['rules']],
    [
      'a calculated value',
      (s) => (field(s, 'alter').value = 'years and months duration(geburt, today()).years + 1'),
      ['rules'],
    ],
    [
      'a condition of a question inverted',
      (s) => (field(s, 'grund').when = 'art = "kurz"'),
      ['changed grund'],
    ],
    [
      'a condition of a page inverted',
      (s) => (pageOf(s, 'firma').when = 'art = "kurz" or pages.kinder'),
      ['condition firma'],
    ],
    ['a page asked of everyone', (s) => delete pageOf(s, 'belege').when, ['condition belege']],
    [
      'a list that may be longer',
      (s) => Object.assign(pageOf(s, 'kinder').repeat ?? {}, { max: 5 }),
      ['entries kinder'],
    ],
  ])('tells of %s', (_name, change, expected) => {
    expect(told(changed(change))).toEqual(expected);
  });

  it('tells nothing of a page that was split', () => {
    const after = changed((s) => {
      const moved = page(s).fields.splice(2);
      s.pages.splice(1, 0, { id: 'person2', fields: moved });
    });
    expect(told(after)).toEqual([]);
    expect(carried(after).answers).toEqual(carried(before).answers);
  });

  it('tells nothing of a page with a condition that was split, and once of one that was split with another', () => {
    const split = (when: string | undefined) =>
      changed((s) => {
        const moved = pageOf(s, 'firma').fields.splice(1);
        s.pages.splice(4, 0, { id: 'firma2', fields: moved, ...(when === undefined ? {} : { when }) });
      });
    expect(told(split(pageOf(before, 'firma').when))).toEqual([]);
    expect(told(split(undefined))).toEqual(['condition firma2']);
  });
});

describe('carrying answers over', () => {
  it('keeps all answers of an unchanged version', () => {
    const { answers, left } = carried(changed(() => {}));
    const { path, faults } = evaluate(before, answers, context);
    const original = evaluate(before, longAnswers, context);
    expect({ path, faults }).toEqual({ path: original.path, faults: original.faults });
    expect(left).toEqual([]);
  });

  it('tells apart what is no longer asked', () => {
    const after = changed((s) => {
      page(s).fields = page(s).fields.filter((each) => each.id !== 'vorname');
    });
    expect(carried(after).left).toEqual([
      { field: 'vorname', repeat: undefined, item: undefined, value: longAnswers['vorname'] },
    ]);
  });

  it('follows a new name, and keeps a number as text', () => {
    const renamed = changed((s) => Object.assign(field(s, 'vorname'), { id: 'name', formerly: 'vorname' }));
    expect(carried(renamed).answers['name']).toBe(longAnswers['vorname']);
    const retyped = changed((s) => Object.assign(field(s, 'anzahl'), { type: 'text' }));
    expect(carried(retyped).answers['anzahl']).toBe(String(longAnswers['anzahl']));
  });

  it('does not make text of a file', () => {
    const after = changed((s) => Object.assign(field(s, 'beleg'), { type: 'text' }));
    const { answers, left } = carried(after, { ...longAnswers, beleg: [upload] });
    expect(answers).not.toHaveProperty('beleg');
    expect(left).toContainEqual({ field: 'beleg', repeat: undefined, item: undefined, value: [upload] });
  });

  const retyped = (id: string, type: FieldType, more: object, value: unknown) => {
    const after = changed((s) => {
      const one = field(s, id);
      delete one.options;
      delete one.list;
      Object.assign(one, { type, ...more });
    });
    const { answers, left } = carried(after, { [id]: value });
    return { answer: answers[id], left: left.map((each) => each.value) };
  };

  it.each<[string, FieldType, object, unknown]>([
    ['grund', 'choice', { options: ['a'] }, 'Weil es so ist.'],
    ['grund', 'multichoice', { options: ['a'] }, 'Weil es so ist.'],
    ['grund', 'yesno', {}, 'Weil es so ist.'],
    ['grund', 'declaration', {}, 'ja'],
    ['grund', 'address', {}, 'Rheingasse 1'],
    ['grund', 'appointment', {}, 'morgen'],
    ['art', 'choice', { options: ['neu'] }, 'lang'],
    ['anzahl', 'multichoice', { options: ['a'] }, 2],
  ])('tells apart what a control would not show: %s as %s', (id, type, more, value) => {
    expect(retyped(id, type, more, value)).toEqual({ answer: undefined, left: [value] });
  });

  it.each<FieldType>(['date', 'number', 'email', 'text', 'signature'])(
    'shows an address as text: %s',
    (type) => {
      const address = { street: 'Rheingasse', houseNumber: '1', postalCode: '', town: 'Basel' };
      expect(retyped('wohnort', type, {}, address)).toEqual({ answer: 'Rheingasse, 1, Basel', left: [] });
    },
  );

  it('takes what programs have sent, also objects that can’t be written as text', () => {
    const odd = { toString: 0 };
    expect(retyped('art', 'choice', { options: ['lang'] }, odd)).toEqual({ answer: undefined, left: [odd] });
    expect(retyped('wohnort', 'text', {}, { street: odd })).toEqual({ answer: '{"toString":0}', left: [] });
  });

  it('keeps of a choice what there still is', () => {
    expect(retyped('art', 'choice', { options: ['lang', 'neu'] }, 'lang')).toEqual({
      answer: 'lang',
      left: [],
    });
    expect(retyped('art', 'multichoice', { options: ['lang'] }, 'lang')).toEqual({
      answer: ['lang'],
      left: [],
    });
    const several = (options: string[]) =>
      changed((s) => Object.assign(field(s, 'art'), { type: 'multichoice', options }));
    const { answers, left } = carryOver(
      several(['kurz', 'lang']),
      several(['lang']),
      { art: ['kurz', 'lang'] },
      new Set(),
    );
    expect(answers['art']).toEqual(['lang']);
    expect(left.map((each) => each.value)).toEqual([['kurz']]);
  });

  it('loses nothing and breaks nothing, whatever the answers and the change', () => {
    const changes: ((service: ServiceDefinition) => void)[] = [
      (s) => (s.pages = s.pages.slice(1)),
      (s) => (s.pages = s.pages.filter((page) => page.repeat === undefined)),
      (s) => Object.assign(field(s, 'art'), { type: 'longtext' }),
      (s) => Object.assign(field(s, 'wohnort'), { type: 'text' }),
      (s) => Object.assign(field(s, 'grund'), { type: 'date' }),
    ];
    fc.assert(
      fc.property(answersFor(before, lists), fc.constantFrom(...changes), (given, change) => {
        const after = changed(change);
        // Rules and conditions may name what is gone; only the answers are looked at here.
        const { answers, left } = carried(after, given);
        const asked = before.pages.flatMap((page) => (page.repeat ? [] : page.fields));
        for (const { id, type } of asked) {
          const value = given[id];
          if (type === 'calculated' || value === undefined || value === null || value === '') continue;
          if (Array.isArray(value) && value.length === 0) continue;
          expect(Object.hasOwn(answers, id) || left.some((each) => each.field === id)).toBe(true);
        }
      }),
    );
  });
});
