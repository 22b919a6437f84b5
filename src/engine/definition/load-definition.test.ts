// Everything a definition can have wrong is found when it loads, all at once, at its place.
import { describe, expect, it } from 'vitest';
import { casesYaml, load, loaded, makeFiles, makeTexts, serviceYaml } from '../testing/every-field.ts';
import type { DefinitionFault } from './definition-fault.ts';

function faultsOf(changes: Record<string, string>, more = {}): DefinitionFault[] {
  const result = load(changes, more);
  return 'faults' in result ? result.faults : [];
}

/** The service with one text replaced; fails when the text is not there, so that no test runs on nothing. */
function changed(from: string | RegExp, to: string): Record<string, string> {
  const after = serviceYaml.replace(from, to);
  if (after === serviceYaml) throw new Error(`Not in the service: ${from}`);
  return { 'service.yaml': after };
}

const find = (faults: DefinitionFault[], code: string) => faults.filter((fault) => fault.code === code);
const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length;

it('loads a definition without faults', () => {
  const { definition, examples, report } = loaded();
  expect(definition.id).toBe('alle-felder');
  expect(definition.texts.fr['fields.vorname.label']).toBe('T fields.vorname.label');
  expect(examples).toHaveLength(3);
  expect(report.uncoveredPages).toEqual([]);
});

describe('one change, one fault', () => {
  const expression = (source: string) =>
    changed('when: dringend = true', `when: '${source.replaceAll("'", "''")}'`);
  it.each<[what: string, changes: Record<string, string>, code: string, path: string]>([
    ['unknown key', changed('minutes: 5', 'minuten: 5'), 'UNKNOWN_KEY', 'minuten'],
    ['missing key', changed('minutes: 5', 'minuten: 5'), 'MISSING_KEY', 'minutes'],
    ['unknown value', changed('level: cantonal', 'level: village'), 'NOT_ALLOWED', 'level'],
    ['bad id', changed('id: kinder\n', 'id: Kin-der\n'), 'SHAPE', 'pages[2].id'],
    [
      'bad rule name',
      changed('  grundgebuehr:\n', '  grund-gebuehr:\n'),
      'UNKNOWN_KEY',
      'rules.grund-gebuehr',
    ],
    [
      'table without rows',
      changed(/    rows:\n(      - .*\n)+/, ''),
      'MISSING_KEY',
      'rules.grundgebuehr.rows',
    ],
    [
      'field twice',
      changed('{ id: dringend, type: yesno }', '{ id: vorname, type: yesno }'),
      'DUPLICATE_ID',
      'pages[1].fields[6].id',
    ],
    [
      'field as outside its repeat',
      changed('{ id: rufname, type', '{ id: vorname, type'),
      'DUPLICATE_ID',
      'pages[2].fields[0].id',
    ],
    ['rule as a field', changed('  zuschlag: {', '  betrag: {'), 'DUPLICATE_ID', 'rules.betrag'],
    [
      'reserved name',
      changed('{ id: beginn, type: time', '{ id: time, type: time'),
      'RESERVED_NAME',
      'pages[1].fields[5].id',
    ],
    [
      'page with an address of every form',
      changed('  - id: kinder\n', '  - id: pruefen\n'),
      'RESERVED_NAME',
      'pages[2].id',
    ],
    [
      'property of another type',
      changed('type: yesno }', 'type: yesno, max: 3 }'),
      'PROPERTY_NOT_ALLOWED',
      'pages[1].fields[6].max',
    ],
    ['limits', changed('min: 1, max: 20', 'min: 30, max: 20'), 'LIMITS', 'pages[1].fields[3].min'],
    ['repeat limits', changed('min: 1, max: 3', 'min: 4, max: 3'), 'LIMITS', 'pages[2].repeat.min'],
    ['repeat label', changed('label: rufname', 'label: name'), 'UNKNOWN_NAME', 'pages[2].repeat.label'],
    [
      'file without accept',
      changed('accept: [pdf, image], ', ''),
      'MISSING_KEY',
      'pages[4].fields[0].accept',
    ],
    [
      'calculated without value',
      changed(/type: calculated, value: .* }/, 'type: calculated }'),
      'MISSING_KEY',
      'pages[0].fields[6].value',
    ],
    [
      'choice without options',
      changed('type: choice, options: [kurz, lang]', 'type: choice'),
      'OPTIONS',
      'pages[1].fields[0]',
    ],
    [
      'option twice',
      changed('options: [kurz, lang]', 'options: [kurz, lang, kurz]'),
      'DUPLICATE_ID',
      'pages[1].fields[0].options[2]',
    ],
    [
      'places of an unknown list',
      changed('list: plaetze', 'list: orte'),
      'UNKNOWN_LIST',
      'pages[5].fields[2].list',
    ],
    [
      'places that are nowhere',
      changed('list: plaetze', 'list: tiere'),
      'LIST_WITHOUT_PLACES',
      'pages[5].fields[2].list',
    ],
    [
      'dwellings at no address',
      changed('list: plaetze', 'list: plaetze, dwellingAt: nirgends'),
      'UNKNOWN_NAME',
      'pages[5].fields[2].dwellingAt',
    ],
    [
      'appointment that nobody offers',
      changed('offer: schalter', 'offer: amt'),
      'UNKNOWN_OFFER',
      'pages[5].fields[3].offer',
    ],
    [
      'appointment without an offer',
      changed('type: appointment, offer: schalter', 'type: appointment'),
      'MISSING_KEY',
      'pages[5].fields[3].offer',
    ],
    [
      'appointment of an entry',
      changed(
        '{ id: schule, type: choice, options: [ja, nein], when',
        '{ id: schule, type: appointment, offer: schalter, when',
      ),
      'APPOINTMENT_ONCE',
      'pages[2].fields[2].type',
    ],
    [
      'signature that may be left out',
      changed('type: signature, class: confidential', 'type: signature, optional: true'),
      'PROPERTY_NOT_ALLOWED',
      'pages[5].fields[1].optional',
    ],
    [
      'signature of an entry',
      changed('{ id: schule, type: choice, options: [ja, nein], when', '{ id: schule, type: signature, when'),
      'SIGNATURE_ONCE',
      'pages[2].fields[2].type',
    ],
    ['unknown list', changed('list: tiere', 'list: tierchen'), 'UNKNOWN_LIST', 'pages[1].fields[2].list'],
    [
      'dangerous pattern',
      changed("'[A-Z][a-z]+'", "'([A-Z]+)+'"),
      'UNSAFE_PATTERN',
      'pages[2].fields[0].pattern',
    ],
    [
      'source of another type',
      changed('source: person.firstName', 'source: person.birthDate'),
      'SOURCE_TYPE',
      'pages[0].fields[0].source',
    ],
    [
      'source of a company in a form for persons',
      changed('source: person.firstName, class', 'source: organisation.name, class'),
      'SOURCE_ACT_FOR',
      'pages[0].fields[0].source',
    ],
    [
      'class too low',
      changed('class: confidential, maxLength', 'maxLength'),
      'CLASS_TOO_LOW',
      'pages[0].fields[0].class',
    ],
    ['letter missing', changed('  question: {}\n', ''), 'LETTER_MISSING', 'letters.question'],
    [
      'letter of another process',
      changed('  receipt: {}', '  confirmed: {}'),
      'LETTER_UNKNOWN',
      'letters.confirmed',
    ],
    [
      'letter names a field that is not there',
      changed('facts: [kind, betrag]', 'facts: [kinder]'),
      'UNKNOWN_NAME',
      'letters.approved.facts[0]',
    ],
    [
      'letter can not print a list',
      changed('vars: { art: art', 'vars: { art: tierart'),
      'RESULT_TYPE',
      'letters.approved.vars.art',
    ],
    ['no remedy', changed('  remedy: rekurs\n', ''), 'REMEDY_MISSING', 'process.remedy'],
    [
      'against without an appeal',
      changed('  remedy: rekurs\n', '  remedy: rekurs\n  against: art\n'),
      'UNKNOWN_NAME',
      'process.against',
    ],
    ['unknown remedy', changed('remedy: rekurs', 'remedy: klage'), 'UNKNOWN_REMEDY', 'process.remedy'],
    ['unknown unit', changed('owner: stelle', 'owner: amt'), 'UNKNOWN_UNIT', 'owner'],
    [
      'unknown life event',
      changed('lifeEvents: [probe]', 'lifeEvents: [umzug]'),
      'UNKNOWN_LIFE_EVENT',
      'lifeEvents[0]',
    ],
    [
      'unknown audience',
      changed('audience: [everyone]', 'audience: [nobody]'),
      'UNKNOWN_AUDIENCE',
      'audience[0]',
    ],
    ['folder and id differ', changed('id: alle-felder', 'id: andere'), 'ID_MISMATCH', 'id'],
    ['FEEL syntax', expression('dringend ='), 'FEEL_SYNTAX', 'pages[4].when'],
    ['unknown name', expression('eilig = true'), 'UNKNOWN_NAME', 'pages[4].when'],
    ['wrong types', expression('dringend > 3'), 'WRONG_TYPE', 'pages[4].when'],
    ['result is no condition', expression('anzahl + 1'), 'RESULT_TYPE', 'pages[4].when'],
    ['amount is no number', changed('amount: zuschlag', 'amount: dringend'), 'RESULT_TYPE', 'fees[1].amount'],
    ['typing error in an option', expression('art = "kruz"'), 'UNKNOWN_OPTION', 'pages[4].when'],
    [
      'typing error in a cell',
      changed(`'"kurz"', '-', 20`, `'"kruz"', '-', 20`),
      'UNKNOWN_OPTION',
      'rules.grundgebuehr.rows[0][0]',
    ],
    [
      'row too long',
      changed(`'"kurz"', '-', 20`, `'"kurz"', '-', '-', 20`),
      'ROW_LENGTH',
      'rules.grundgebuehr.rows[0]',
    ],
    [
      'results of two types',
      changed(`'"kurz"', '-', 20`, `'"kurz"', '-', '"gratis"'`),
      'WRONG_TYPE',
      'rules.grundgebuehr.rows',
    ],
    ['a field asked later', expression('richtig = true'), 'FORWARD_REFERENCE', 'pages[4].when'],
    ['a page that comes later', expression('pages.schluss'), 'FORWARD_REFERENCE', 'pages[4].when'],
    ['a rule on the path', expression('grundgebuehr > 3'), 'FORWARD_REFERENCE', 'pages[4].when'],
    [
      'a rule declared below',
      changed("'-', '-', 50", "'-', '-', zuschlag"),
      'FORWARD_REFERENCE',
      'rules.grundgebuehr.rows[2][2]',
    ],
    ['an item field from outside', expression('rufname = "Luca"'), 'UNKNOWN_NAME', 'pages[4].when'],
    [
      'page depends on its own field',
      changed('when: dringend = true', 'when: count(beleg) > 0'),
      'CYCLE',
      'pages[4].when',
    ],
    [
      'field depends on itself',
      changed('type: yesno }', 'type: yesno, when: dringend = true }'),
      'CYCLE',
      'pages[1].fields[6].when',
    ],
    [
      'calculated value of itself',
      changed("value: 'years", "value: 'alter + years"),
      'CYCLE',
      'pages[0].fields[6].value',
    ],
    ['rule of itself', changed('then 12.52 *', 'then zuschlag *'), 'CYCLE', 'rules.zuschlag.value'],
    ['never true, written', expression('1 > 2'), 'UNREACHABLE_PAGE', 'pages[4].when'],
    ['never true, options', expression('art = "kurz" and art = "lang"'), 'UNREACHABLE_PAGE', 'pages[4].when'],
    ['never true, numbers', expression('anzahl > 5 and anzahl < 3'), 'UNREACHABLE_PAGE', 'pages[4].when'],
    ['never true, limits of the field', expression('anzahl > 20'), 'UNREACHABLE_PAGE', 'pages[4].when'],
    [
      'field never asked',
      changed('when: art = "lang", minLength', 'when: art = "lang" and art = "kurz", minLength'),
      'UNREACHABLE_FIELD',
      'pages[1].fields[1].when',
    ],
  ])('%s', (_, changes, code, path) => {
    const found = find(faultsOf(changes), code);
    expect(found.map((fault) => fault.path)).toContain(path);
  });

  it('does not call a page unreachable where it can not know', () => {
    for (const source of [
      'anzahl + 1 > 20',
      'count(kind) > 3',
      'geburt > date("2300-01-01")',
      'betrag * 2 < 0',
    ])
      expect(find(faultsOf(expression(source)), 'UNREACHABLE_PAGE')).toEqual([]);
  });

  it('finds a page that hangs on an unreachable page', () => {
    const changes = changed('when: art = "lang" and not(pages.kinder)', 'when: 1 > 2');
    const more = changes['service.yaml']?.replace('when: dringend = true', 'when: pages.firma') ?? '';
    expect(find(faultsOf({ 'service.yaml': more }), 'UNREACHABLE_PAGE').map((fault) => fault.path)).toEqual([
      'pages[3].when',
      'pages[4].when',
    ]);
  });
});

describe('files and YAML', () => {
  it('names missing and unknown files', () => {
    const files = makeFiles({ 'notes.txt': 'x' });
    delete files['texts/it.yaml'];
    delete files['cases.yaml'];
    const faults = faultsOf({}, { files });
    expect(faults.map(({ file, code }) => `${file} ${code}`)).toEqual([
      'cases.yaml FILE_MISSING',
      'notes.txt FILE_UNKNOWN',
      'texts/it.yaml FILE_MISSING',
    ]);
  });

  it('reports a doubled key and a syntax error with their lines, and goes on with the other files', () => {
    const faults = faultsOf({ 'service.yaml': `${serviceYaml}minutes: 6\n`, 'texts/de.yaml': 'title: [\n' });
    expect(find(faults, 'DUPLICATE_KEY')[0]).toMatchObject({
      file: 'service.yaml',
      line: serviceYaml.split('\n').length,
    });
    expect(find(faults, 'YAML_SYNTAX')[0]).toMatchObject({ file: 'texts/de.yaml' });
  });

  it('refuses a bomb of aliases', () => {
    const rows = Array.from(
      { length: 12 },
      (_, i) =>
        `a${i}: &a${i} [${Array.from({ length: 9 }, () => (i === 0 ? 'x' : `*a${i - 1}`)).join(', ')}]`,
    );
    expect(find(faultsOf({ 'cases.yaml': rows.join('\n') }), 'YAML_SYNTAX')).toHaveLength(1);
  });

  it.each(['', '[]', 'null', '"text"', '42', 'id: {}'])('lists faults for a service.yaml of %j', (text) => {
    const result = load({ 'service.yaml': text });
    expect('faults' in result && result.faults.length).toBeGreaterThan(0);
  });
});

describe('texts', () => {
  const withTexts = (language: string, from: string | RegExp, to: string) => {
    const file = `texts/${language}.yaml`;
    const before = makeTexts(serviceYaml)[file] ?? '';
    const after = before.replace(from, to);
    if (after === before) throw new Error(`Not in the texts: ${from}`);
    return { [file]: after };
  };

  it.each([
    ['missing in one language', withTexts('fr', /^title: .*\n/m, ''), 'TEXT_MISSING', 'title'],
    ['surplus', withTexts('it', /^title: /m, 'titel: x\ntitle: '), 'TEXT_UNKNOWN', 'titel'],
    ['empty', withTexts('en', /^title: .*/m, 'title: ""'), 'TEXT_EMPTY', 'title'],
    ['a number', withTexts('de', /^title: .*/m, 'title: 5'), 'TEXT_SHAPE', 'title'],
    [
      'braces in a plain text',
      withTexts('de', /^title: .*/m, 'title: "Hallo {name}"'),
      'TEXT_ARGUMENT',
      'title',
    ],
    [
      'ICU syntax',
      withTexts('de', 'T letters.approved.body', 'Hallo {name'),
      'ICU_SYNTAX',
      'letters.approved.body',
    ],
    [
      'unknown argument',
      withTexts('de', 'T letters.approved.body', 'Hallo {vorname}'),
      'ICU_ARGUMENT',
      'letters.approved.body',
    ],
    [
      'unknown argument inside',
      withTexts('de', 'T letters.approved.body', '"{anzahl, plural, one {ein {ding}} other {#}}"'),
      'ICU_ARGUMENT',
      'letters.approved.body',
    ],
    [
      'optional in one language only',
      withTexts('de', /^title: /m, 'declaration: x\ntitle: '),
      'TEXT_MISSING',
      'declaration',
    ],
  ])('%s', (_, changes, code, path) => {
    expect(find(faultsOf(changes), code).map((fault) => fault.path)).toContain(path);
  });

  it('knows the arguments of letters and their own variables', () => {
    const body =
      '"{name} {ref} {date} {due} {fee} {reasons} {question} {service} {kinder} {anzahl, plural, one {# Ding} other {# Dinge}}"';
    expect(faultsOf(withTexts('de', 'T letters.approved.body', body))).toEqual([]);
  });
});

describe('examples', () => {
  it('reports an unmet expectation in the line of the expectation', () => {
    const faults = faultsOf({ 'cases.yaml': casesYaml.replace('fee: 20', 'fee: 30') });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({
      file: 'cases.yaml',
      code: 'EXAMPLE_FAILED',
      path: '[0].expect.fee',
      line: lineOf(casesYaml, 'fee: 20'),
    });
  });

  it('reports pages and rows that no example reaches, where they are defined', () => {
    const cases = casesYaml.slice(0, casesYaml.indexOf('- name: lang'));
    const faults = faultsOf({ 'cases.yaml': cases });
    expect(find(faults, 'PAGE_NOT_COVERED').map((fault) => fault.path)).toEqual([
      'pages[2].id',
      'pages[3].id',
      'pages[4].id',
    ]);
    expect(find(faults, 'ROW_NOT_COVERED').map((fault) => fault.path)).toEqual([
      'rules.grundgebuehr.rows[1]',
      'rules.grundgebuehr.rows[2]',
    ]);
    expect(find(faults, 'PAGE_NOT_COVERED')[0]).toMatchObject({
      file: 'service.yaml',
      line: lineOf(serviceYaml, '- id: kinder'),
    });
  });

  it('reports the shape of an example', () => {
    expect(
      find(
        faultsOf({ 'cases.yaml': '- { name: x, on: 2026-11-24, answers: {}, expect: { path: [] } }' }),
        'EXAMPLE_SHAPE',
      ).length,
    ).toBeGreaterThan(0);
  });
});

describe('places', () => {
  it('points into the expression', () => {
    const [fault] = find(
      faultsOf(changed('when: dringend = true', 'when: dringend = true and eilig = true')),
      'UNKNOWN_NAME',
    );
    const at = serviceYaml.split('\n').findIndex((line) => line.includes('when: dringend = true'));
    expect(fault).toMatchObject({
      file: 'service.yaml',
      line: at + 1,
      column: '    when: dringend = true and '.length + 1,
    });
  });

  it('lists many faults at once, in the order of files and lines', () => {
    const service = serviceYaml
      .replace('when: dringend = true', 'when: eilig = true')
      .replace('owner: stelle', 'owner: amt')
      .replace('list: tiere', 'list: tierchen');
    const faults = faultsOf({ 'service.yaml': service, 'texts/fr.yaml': 'titel: x\n' });
    const codes = new Set(faults.map((fault) => fault.code));
    for (const code of ['UNKNOWN_NAME', 'UNKNOWN_UNIT', 'UNKNOWN_LIST', 'TEXT_MISSING', 'TEXT_UNKNOWN'])
      expect(codes).toContain(code);
    const order = faults.map((fault) => `${fault.file} ${String(fault.line).padStart(5, '0')}`);
    expect(order).toEqual([...order].sort());
  });
});
