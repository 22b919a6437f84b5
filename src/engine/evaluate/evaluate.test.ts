// Evaluation: path, faults, pruning, fee, decision, deadline.
import { describe, expect, it } from 'vitest';
import { context, firmAnswers, loaded, longAnswers, shortAnswers, upload } from '../testing/every-field.ts';
import { evaluate } from './evaluate.ts';
import { sumFee, toRappen } from './fee.ts';

const { definition } = loaded();
const run = (answers: unknown, more = {}) => evaluate(definition, answers, { ...context, ...more });
const faults = (answers: unknown, more = {}) =>
  run(answers, more).faults.map(({ pointer, code }) => `${code} ${pointer}`);

describe('the path', () => {
  it('begins with what is always asked and says where to go on', () => {
    const { path, next, decision, deadline } = run({});
    expect({ path, next, decision, deadline }).toEqual({
      path: ['person', 'anliegen', 'schluss'],
      next: 'person',
      decision: null,
      deadline: null,
    });
  });

  it('is complete without faults', () => {
    const { path, next, decision, faults: none } = run(shortAnswers);
    expect({ path, next, decision, none }).toEqual({
      path: ['person', 'anliegen', 'schluss'],
      next: null,
      decision: 'at-once',
      none: [],
    });
  });

  it('follows the answers', () => {
    expect(run(longAnswers).path).toEqual(['person', 'anliegen', 'kinder', 'belege', 'schluss']);
    expect(run(firmAnswers).path).toEqual(['person', 'anliegen', 'firma', 'schluss']);
  });

  it('points to the first page with a fault', () => {
    expect(run({ ...longAnswers, beleg: [], anzahl: 99 }).next).toBe('anliegen');
  });

  it('does not let a value with a fault decide', () => {
    expect(run({ ...longAnswers, anzahl: 99 }).path).not.toContain('kinder');
  });
});

describe('answers', () => {
  it('are pruned to the path, without a fault', () => {
    const { answers, faults: none } = run({ ...firmAnswers, art: 'kurz' });
    expect(none).toEqual([]);
    expect(answers).not.toHaveProperty('grund');
    expect(answers).not.toHaveProperty('firmennummer');
  });

  it('are normalised and completed with calculated values, which nobody can set', () => {
    const { answers } = run({ ...longAnswers, vorname: '  Anna  ', alter: 99 });
    expect(answers).toMatchObject({
      vorname: 'Anna',
      alter: 36,
      telefon: '+41612671111',
      tierart: ['hund', 'katze'],
      nummer: '756.9217.0769.85',
    });
    expect(run(firmAnswers).answers).toMatchObject({
      firmennummer: 'CHE-123.456.788',
      konto: 'CH9300762011623852957',
    });
  });

  it('drop fields that are not asked inside a repeat', () => {
    const kind = [{ rufname: 'Mia', geboren: '2024-01-01', schule: 'ja' }];
    expect(run({ ...longAnswers, kind }).answers['kind']).toEqual([
      { rufname: 'Mia', geboren: '2024-01-01' },
    ]);
  });

  it('keep faulty values to be corrected, but nothing of the wrong shape', () => {
    const { answers } = run({ ...shortAnswers, mail: 'no mail', anzahl: 'many', wohnort: 'Basel' });
    expect(answers).toMatchObject({ mail: 'no mail' });
    expect(answers).not.toHaveProperty('anzahl');
    expect(answers).not.toHaveProperty('wohnort');
  });
});

describe('faults', () => {
  it.each<[what: string, answers: unknown, expected: string[]]>([
    [
      'nothing at all',
      undefined,
      [
        'REQUIRED /vorname',
        'REQUIRED /wohnort',
        'REQUIRED /geburt',
        'REQUIRED /art',
        'REQUIRED /anzahl',
        'REQUIRED /betrag',
        'REQUIRED /dringend',
        'REQUIRED /richtig',
        'REQUIRED /unterschrift',
      ],
    ],
    ['blank text', { ...shortAnswers, vorname: ' \u00a0 ' }, ['REQUIRED /vorname']],
    ['a condition that fails', { ...shortAnswers, geburt: '2026-11-25' }, ['CHECK /geburt']],
    [
      'a missing part',
      { ...shortAnswers, wohnort: { street: 'Gasse', postalCode: '4051', town: ' ' } },
      ['REQUIRED /wohnort/town'],
    ],
    ['an unknown key', { ...shortAnswers, foo: 1 }, ['UNKNOWN_FIELD /foo']],
    [
      'an unknown key in an item',
      { ...longAnswers, kind: [{ rufname: 'Mia', geboren: '2024-01-01', x: 1 }] },
      ['UNKNOWN_FIELD /kind/0/x'],
    ],
    ['a pointer that needs escaping', { ...shortAnswers, 'a/b~c': 1 }, ['UNKNOWN_FIELD /a~1b~0c']],
    ['too few items', { ...longAnswers, kind: [] }, ['TOO_FEW_ITEMS /kind']],
    [
      'too many items',
      { ...longAnswers, kind: Array.from({ length: 9 }, () => longAnswers.kind[1]) },
      ['TOO_MANY_ITEMS /kind'],
    ],
    ['no list', { ...longAnswers, kind: { 0: {} } }, ['TYPE /kind']],
    [
      'no items',
      { ...longAnswers, kind: [null, 3] },
      [
        'REQUIRED /kind/0/rufname',
        'REQUIRED /kind/0/geboren',
        'TYPE /kind/1',
        'REQUIRED /kind/1/rufname',
        'REQUIRED /kind/1/geboren',
      ],
    ],
    [
      'an item that breaks a condition on an outer answer',
      { ...longAnswers, kind: [{ rufname: 'Mia', geboren: '1980-01-01', schule: 'ja' }] },
      ['CHECK /kind/0/geboren'],
    ],
    [
      'a pattern',
      { ...longAnswers, kind: [{ rufname: 'mia', geboren: '2024-01-01' }] },
      ['PATTERN /kind/0/rufname'],
    ],
  ])('%s', (_, answers, expected) => {
    expect(faults(answers)).toEqual(expected);
  });

  it('names the check that failed', () => {
    expect(run({ ...shortAnswers, geburt: '2026-11-25' }).faults[0]?.params).toEqual({ check: 'vergangen' });
  });

  it.each([null, 'text', 42, true, [], [[]]])('answers that are %j are no answers', (answers) => {
    expect(run(answers).next).toBe('person');
  });

  it('treats hostile keys as unknown keys', () => {
    const hostile: unknown = JSON.parse(
      '{"__proto__":{"vorname":"x"},"constructor":{"prototype":{"y":1}},"toString":1,"hasOwnProperty":2}',
    );
    const { faults: found, answers } = run(hostile);
    expect(found.filter((fault) => fault.code === 'UNKNOWN_FIELD').map((fault) => fault.pointer)).toEqual([
      '/__proto__',
      '/constructor',
      '/toString',
      '/hasOwnProperty',
    ]);
    expect(answers).not.toHaveProperty('vorname');
    expect(Object.getPrototypeOf(answers)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)['y']).toBeUndefined();
  });

  it('copes with a megabyte of text, deep nesting and thousands of keys', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`);
    const many = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`k${i}`, i]));
    const { faults: found } = run({
      ...many,
      vorname: 'x'.repeat(1_000_000),
      wohnort: deep,
      art: deep,
      tierart: deep,
      beleg: deep,
      kind: deep,
      dringend: true,
    });
    expect(found.length).toBeLessThan(100);
    expect(found.map((fault) => `${fault.code} ${fault.pointer}`)).toContain('TOO_LONG /vorname');
  });
});

describe('files', () => {
  it('must be among the uploads, when those are given, and take their facts from there', () => {
    const claimed = { ...upload, name: 'harmlos.pdf', size: 1 };
    const uploads = (id: string) => (id === upload.id ? upload : undefined);
    expect(run({ ...longAnswers, beleg: [claimed] }, { uploads }).answers['beleg']).toEqual([upload]);
    expect(faults({ ...longAnswers, beleg: [{ ...claimed, id: 'f-2' }] }, { uploads })).toEqual([
      'FILE_UNKNOWN /beleg/0',
    ]);
  });
});

describe('fee, decision, deadline', () => {
  it('adds the items up', () => {
    expect(run(longAnswers).fee).toEqual({
      total: 105.05,
      currency: 'CHF',
      items: [
        { id: 'grund', amount: 80 },
        { id: 'kinder', amount: 25.05 },
      ],
    });
  });

  it('counts working days past weekends and holidays', () => {
    // Tuesday; Thursday 26 is a holiday in the tests, so the fifth working day is Wednesday 2 December.
    expect(run(longAnswers).deadline).toBe('2026-12-02');
    expect(run(longAnswers, { holidays: () => false }).deadline).toBe('2026-12-01');
  });

  it('gives the results of the rules', () => {
    expect(run(longAnswers).rules).toEqual({ grundgebuehr: 80, zuschlag: 25.04 });
  });

  it('depends on the given day alone', () => {
    expect(run(shortAnswers, { today: '2008-05-16' }).answers['alter']).toBe(17);
    expect(run(shortAnswers, { today: '2008-05-17' }).answers['alter']).toBe(18);
  });

  it('leaves the decision to people when an amount can not be computed', () => {
    const service = { ...definition, fees: [{ id: 'grund', amount: '1 / 0' }] };
    expect(evaluate(service, shortAnswers, context)).toMatchObject({
      decision: 'by-staff',
      fee: { total: 0, items: [] },
    });
  });

  it('stops at too much work: a fault, and nothing is decided', () => {
    const rules = { endlos: { value: '{ r: [1..1000000000], s: for i in r return i }.s' } };
    const service = { ...definition, rules: { ...definition.rules, ...rules } };
    const evaluation = evaluate(service, shortAnswers, context);
    expect(evaluation.faults).toEqual([{ pointer: '', code: 'TOO_MUCH_WORK', params: {} }]);
    expect(evaluation).toMatchObject({ next: null, decision: null, deadline: null });
  });

  it('gives null for a unique table that several rows fit', () => {
    const rows = [
      ['-', 1],
      ['"kurz"', 2],
    ];
    const service = {
      ...definition,
      rules: { doppelt: { hit: 'unique' as const, inputs: ['art'], rows } },
      fees: [],
    };
    expect(evaluate(service, shortAnswers, context).rules).toEqual({ doppelt: null });
    expect(evaluate(service, { ...firmAnswers }, context).rules).toEqual({ doppelt: 1 });
  });
});

describe('money', () => {
  it.each([
    [0.1 + 0.2, 30],
    [12.52, 1250],
    [12.525, 1255],
    [12.53, 1255],
    [1.005, 100],
    [1.025, 105],
    [-12.53, -1255],
    [1e9, 1e11],
  ])('%d francs are %d Rappen', (francs, rappen) => {
    expect(toRappen(francs)).toBe(rappen);
  });

  it('lets reductions lower the total, not below nothing', () => {
    expect(
      sumFee([
        { id: 'a', francs: 20 },
        { id: 'b', francs: -30 },
      ]),
    ).toEqual({
      total: 0,
      currency: 'CHF',
      items: [
        { id: 'a', amount: 20 },
        { id: 'b', amount: -30 },
      ],
    });
  });
});
