// The decision: a table over every combination of interest with the canton's own rules, and properties of any rules.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataClasses } from '../../engine/index.ts';
import { roles } from '../../kernel/actor.ts';
import { readCanton } from '../../kernel/canton.ts';
import {
  assignments,
  compileRules,
  decide,
  mayAtAll,
  purposes,
  relations,
  uses,
  type AccessRequest,
  type Facts,
  type Rule,
} from './decide.ts';
import { readPolicy } from './policy-file.ts';
import { isOwnMatter, lacksCertificate } from './standing.ts';

const policy = await readPolicy(await readCanton('canton/basel-stadt'));

const facts = (given: Partial<Facts>): Facts => ({
  roles: ['clerk'],
  unit: 'same',
  assignment: 'none',
  certificates: [],
  emergency: false,
  concerned: false,
  ...given,
});
const asks = (given: Partial<AccessRequest>): AccessRequest => ({
  purpose: 'case-handling',
  use: 'see',
  class: 'internal',
  ...given,
});
const answer = (request: Partial<AccessRequest>, given: Partial<Facts>) =>
  decide(asks(request), facts(given), policy.book).allowed;
const certificates = ['sensitive-data'];

describe('the rules of Basel-Stadt', () => {
  it.each([
    // What                                             who                                              may
    ['own unit, ordinary', {}, {}, true],
    ['own unit, confidential, decide', { use: 'act', class: 'confidential' }, {}, true],
    ['below the own unit', { class: 'confidential' }, { unit: 'above', roles: ['head'] }, true],
    ['another unit', {}, { unit: 'other' }, false],
    ['another unit, with certificate', { class: 'special' }, { unit: 'other', certificates }, false],
    ['special without certificate', { class: 'special' }, {}, false],
    ['special with certificate', { class: 'special' }, { certificates }, true],
    ['special with another certificate', { class: 'special' }, { certificates: ['first-aid'] }, false],
    ['special, decide, with certificate', { use: 'act', class: 'special' }, { certificates }, true],
    ['give back a special case: its state only', { use: 'release' }, { assignment: 'mine' }, true],
    [
      'stand in for a colleague',
      { use: 'take', class: 'special' },
      { assignment: 'deputy', certificates },
      true,
    ],
    ['counter, a case', {}, { roles: ['counter'] }, false],
    ['auditor', {}, { roles: ['auditor'], certificates }, false],
    ['data protection officer, a case', {}, { roles: ['dpo'] }, false],
    ['roles add up', {}, { roles: ['auditor', 'clerk'] }, true],
    ['nobody’s role', {}, { roles: [] }, false],
    [
      'emergency, opened',
      { purpose: 'emergency', class: 'special' },
      { unit: 'other', emergency: true },
      true,
    ],
    ['emergency, not opened', { purpose: 'emergency', class: 'special' }, { unit: 'other' }, false],
    ['emergency, decide', { purpose: 'emergency', use: 'act' }, { emergency: true, certificates }, false],
    ['emergency, auditor', { purpose: 'emergency' }, { roles: ['auditor'], emergency: true }, false],
    ['an emergency is no case work', { class: 'special' }, { unit: 'other', emergency: true }, false],
    ['post of the own unit', { purpose: 'post', class: 'special' }, { roles: ['counter'] }, true],
    ['post of the own unit, by a clerk', { purpose: 'post', class: 'special' }, {}, true],
    ['post of another unit', { purpose: 'post' }, { roles: ['counter'], unit: 'other' }, false],
    ['counter', { purpose: 'counter', use: 'act' }, { roles: ['counter'], unit: 'other' }, true],
    ['oversight', { purpose: 'oversight' }, { roles: ['dpo'], unit: 'other' }, true],
    ['oversight by a clerk', { purpose: 'oversight' }, {}, false],
    ['a register of the own unit', { purpose: 'correction', use: 'act', class: 'confidential' }, {}, true],
    ['a register of another unit', { purpose: 'correction', use: 'act' }, { unit: 'other' }, false],
    [
      'the archive, decide',
      { purpose: 'archive', use: 'act' },
      { roles: ['archivist'], unit: 'other' },
      true,
    ],
    ['the protocol, by the officer', { purpose: 'deletions' }, { roles: ['dpo'], unit: 'other' }, true],
    ['the archive, by the officer', { purpose: 'archive' }, { roles: ['dpo'] }, false],
    [
      'participation, of any unit',
      { purpose: 'participation', use: 'act', class: 'confidential' },
      { roles: ['moderator'], unit: 'other' },
      true,
    ],
    ['participation, by a case worker', { purpose: 'participation' }, {}, false],
    ['news, by an editor', { purpose: 'news', use: 'act', class: 'internal' }, { roles: ['editor'] }, true],
    [
      'news, written by a head',
      { purpose: 'news', use: 'act', class: 'internal' },
      { roles: ['head'] },
      false,
    ],
    ['a question of the own unit', { purpose: 'questions', use: 'act', class: 'confidential' }, {}, true],
    ['a question of another unit', { purpose: 'questions' }, { unit: 'other' }, false],
    ['reports of the own unit', { purpose: 'reports', use: 'act', class: 'confidential' }, {}, true],
    ['reports of another unit', { purpose: 'reports', use: 'see' }, { unit: 'other' }, false],
    ['the directory, of another unit', { purpose: 'directory', use: 'act' }, { unit: 'other' }, false],
    [
      'the directory, by the editors',
      { purpose: 'directory', use: 'act', class: 'confidential' },
      { roles: ['editor'], unit: 'other' },
      true,
    ],
    ['one’s own case, look', { class: 'confidential' }, { concerned: true }, true],
    ['one’s own case, take', { use: 'take', class: 'confidential' }, { concerned: true }, false],
    ['one’s own case, decide', { use: 'act', class: 'confidential' }, { concerned: true }, false],
    ['one’s own case, give back', { use: 'release' }, { assignment: 'mine', concerned: true }, true],
    [
      'training of the own unit, by its head',
      { purpose: 'training', class: 'confidential' },
      { roles: ['head'] },
      true,
    ],
    ['training of another unit', { purpose: 'training' }, { roles: ['head'], unit: 'other' }, false],
    ['a certificate, revoked by a head', { purpose: 'training', use: 'act' }, { roles: ['head'] }, false],
    [
      'a certificate, revoked by the trainer',
      { purpose: 'training', use: 'act', class: 'confidential' },
      { roles: ['trainer'], unit: 'other' },
      true,
    ],
    [
      'initiatives, seen by everybody of the staff',
      { purpose: 'initiatives', use: 'see', class: 'internal' },
      { unit: 'other' },
      true,
    ],
    [
      'initiatives, led by a case worker',
      { purpose: 'initiatives', use: 'act', class: 'internal' },
      { unit: 'same' },
      false,
    ],
    [
      'initiatives, led by the head of the unit',
      { purpose: 'initiatives', use: 'act', class: 'internal' },
      { roles: ['head'], unit: 'same' },
      true,
    ],
    [
      'initiatives, led by the head of another unit',
      { purpose: 'initiatives', use: 'act', class: 'internal' },
      { roles: ['head'], unit: 'other' },
      false,
    ],
    [
      'all initiatives, by a head',
      { purpose: 'portfolio', use: 'act', class: 'internal' },
      { roles: ['head'] },
      false,
    ],
    [
      'the community, by whoever works here',
      { purpose: 'community', use: 'act' },
      { roles: ['trainer'] },
      true,
    ],
    [
      'money, of the unit that has it',
      { purpose: 'money', use: 'act', class: 'confidential' },
      { roles: ['head'], unit: 'above' },
      true,
    ],
    ['money, of another unit', { purpose: 'money' }, { unit: 'other' }, false],
    ['money, by the audit office', { purpose: 'money' }, { roles: ['auditor'] }, false],
    ['ideas, judged by a case worker', { purpose: 'ideas', use: 'act' }, {}, false],
    ['messages, of another unit', { purpose: 'dialogue', use: 'act' }, { unit: 'other' }, false],
  ] as const)('%s', (_what, request, given, may) => {
    expect(answer(request, given as Partial<Facts>)).toBe(may);
  });

  it('say no to every combination that no line above is about', () => {
    const allowed = new Set<string>();
    for (const role of roles)
      for (const purpose of purposes)
        for (const use of uses)
          for (const of of dataClasses)
            for (const unit of relations)
              for (const holds of [[], certificates])
                for (const emergency of [false, true]) {
                  const request = { purpose, use, class: of };
                  const given = facts({ roles: [role], unit, certificates: holds, emergency });
                  if (decide(request, given, policy.book).allowed)
                    allowed.add(
                      `${role} ${purpose} ${unit}${holds.length > 0 ? ' certified' : ''}${emergency ? ' emergency' : ''}`,
                    );
                }
    // Nobody but these, whatever else: a new role or purpose has to be thought of.
    expect(
      [...new Set([...allowed].map((each) => each.split(' ').slice(0, 2).join(' ')))].toSorted(),
    ).toEqual([
      'archivist archive',
      'archivist community',
      'archivist deletions',
      'archivist initiatives',
      'auditor community',
      'auditor deletions',
      'auditor initiatives',
      'clerk case-handling',
      'clerk community',
      'clerk correction',
      'clerk dialogue',
      'clerk directory',
      'clerk emergency',
      'clerk initiatives',
      'clerk money',
      'clerk post',
      'clerk questions',
      'clerk reports',
      'counter community',
      'counter counter',
      'counter dialogue',
      'counter directory',
      'counter emergency',
      'counter initiatives',
      'counter post',
      'dpo community',
      'dpo deletions',
      'dpo initiatives',
      'dpo oversight',
      'editor banner',
      'editor community',
      'editor directory',
      'editor initiatives',
      'editor news',
      'head banner',
      'head case-handling',
      'head community',
      'head correction',
      'head dialogue',
      'head directory',
      'head emergency',
      'head initiatives',
      'head money',
      'head news',
      'head questions',
      'head reports',
      'head training',
      'hub community',
      'hub community-moderation',
      'hub ideas',
      'hub initiatives',
      'hub portfolio',
      'moderator community',
      'moderator community-moderation',
      'moderator initiatives',
      'moderator participation',
      'trainer community',
      'trainer initiatives',
      'trainer training',
    ]);
    expect(
      [...allowed].filter((each) => / (?:case-handling|correction|post|questions) other/.test(each)),
    ).toEqual([]);
    expect(
      [...allowed].filter((each) => each.includes(' emergency ') && !each.endsWith(' emergency')),
    ).toEqual([]);
  });

  it('explain: the rule with all its conditions, or the nearest one with what is missing', () => {
    expect(decide(asks({ class: 'special' }), facts({ certificates }), policy.book)).toEqual({
      allowed: true,
      rule: 'own-special-cases',
      because: [
        { kind: 'role', wanted: ['clerk', 'head'], holds: true },
        { kind: 'unit', wanted: ['same', 'above'], holds: true },
        { kind: 'certificate', wanted: 'sensitive-data', holds: true },
      ],
    });
    const no = decide(asks({ class: 'special' }), facts({ unit: 'other' }), policy.book);
    expect(no.allowed).toBe(false);
    expect(no.because.filter(({ holds }) => !holds).map(({ kind }) => kind)).toEqual(['unit', 'certificate']);
    expect(decide(asks({ purpose: 'counter', use: 'take' }), facts({}), policy.book)).toEqual({
      allowed: false,
      rule: undefined,
      because: [],
    });
  });

  it('say that it is about oneself, and that somebody else might', () => {
    const no = decide(asks({ use: 'act' }), facts({ concerned: true }), policy.book);
    expect(no.because.filter(({ holds }) => !holds)).toEqual([{ kind: 'unconcerned', holds: false }]);
    expect(isOwnMatter(no)).toBe(true);
    expect(lacksCertificate(no)).toBe(false);
    expect(isOwnMatter(decide(asks({ use: 'act' }), facts({ unit: 'other' }), policy.book))).toBe(false);
  });

  it('of two rules that lack one thing, name the one that lacks a certificate, in whatever order', () => {
    const given: Rule[] = [
      { id: 'heads', purpose: 'case-handling', uses: ['see'], classes: ['special'], roles: ['head'] },
      {
        ...{ id: 'certified', purpose: 'case-handling', uses: ['see'], classes: ['special'] },
        ...{ roles: ['clerk'], certificate: 'sensitive-data' },
      },
    ];
    // As the facts are before certificates are looked up.
    for (const each of [given, given.toReversed()]) {
      const no = decide(asks({ class: 'special' }), facts({}), compileRules(each));
      expect(no).toMatchObject({ allowed: false, rule: 'certified' });
      expect(lacksCertificate(no)).toBe(true);
      expect(decide(asks({ class: 'special' }), facts({ certificates }), compileRules(each)).allowed).toBe(
        true,
      );
    }
  });

  it('open addresses by role', () => {
    expect(mayAtAll(policy.book, 'case-handling', ['auditor'])).toBe(false);
    expect(mayAtAll(policy.book, 'case-handling', ['auditor', 'head'])).toBe(true);
    expect(mayAtAll(policy.book, 'deletions', ['dpo'], 'see')).toBe(true);
    expect(mayAtAll(policy.book, 'deletions', ['dpo'], 'act')).toBe(false);
    expect(mayAtAll(policy.book, 'emergency', [])).toBe(false);
  });
});

const some = <Value>(values: readonly Value[]) => fc.subarray([...values], { minLength: 1 });
const arbitraryRule = fc.record<Rule>({
  id: fc.string(),
  purpose: fc.constantFrom(...purposes),
  uses: some(uses),
  classes: some(dataClasses),
  roles: some(roles),
  unit: fc.option(some(relations), { nil: undefined }),
  assignment: fc.option(some(assignments), { nil: undefined }),
  certificate: fc.option(fc.constantFrom('a', 'b'), { nil: undefined }),
});
const arbitraryFacts = fc.record<Facts>({
  roles: fc.subarray([...roles]),
  unit: fc.constantFrom(...relations),
  assignment: fc.constantFrom(...assignments),
  certificates: fc.subarray(['a', 'b']),
  emergency: fc.boolean(),
  concerned: fc.boolean(),
});
const arbitraryRequest = fc.record<AccessRequest>({
  purpose: fc.constantFrom(...purposes),
  use: fc.constantFrom(...uses),
  class: fc.constantFrom(...dataClasses),
});
const rules = fc.array(arbitraryRule, { maxLength: 6 });
const allows = (given: readonly Rule[], request: AccessRequest, of: Facts) =>
  decide(request, of, compileRules(given)).allowed;

describe('any rules', () => {
  it('never allow more where a rule is taken away, or the person has less', () => {
    fc.assert(
      fc.property(rules, arbitraryRequest, arbitraryFacts, fc.nat(), (given, request, of, at) => {
        if (allows(given, request, of)) return;
        const index = given.length === 0 ? 0 : at % given.length;
        expect(allows(given.toSpliced(index, 1), request, of)).toBe(false);
        expect(allows(given, request, { ...of, roles: of.roles.slice(1) })).toBe(false);
        expect(allows(given, request, { ...of, certificates: of.certificates.slice(1) })).toBe(false);
        expect(allows(given, request, { ...of, emergency: false })).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it('never allow more where a rule asks for more, or grants less', () => {
    fc.assert(
      fc.property(rules, arbitraryRequest, arbitraryFacts, fc.nat(), (given, request, of, at) => {
        const rule = given[at % Math.max(1, given.length)];
        if (!rule || allows(given, request, of)) return;
        const index = given.indexOf(rule);
        for (const stricter of [
          { ...rule, certificate: rule.certificate ?? 'a' },
          { ...rule, unit: (rule.unit ?? relations).slice(1) },
          { ...rule, assignment: (rule.assignment ?? assignments).slice(1) },
          { ...rule, roles: rule.roles.slice(1) },
          { ...rule, uses: rule.uses.slice(1) },
          { ...rule, classes: rule.classes.slice(1) },
        ])
          expect(allows(given.with(index, stricter), request, of)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it('answer by one rule whose conditions all hold, or say what is missing', () => {
    fc.assert(
      fc.property(rules, arbitraryRequest, arbitraryFacts, (given, request, of) => {
        const { allowed, rule, because } = decide(request, of, compileRules(given));
        if (allowed) expect(because.every(({ holds }) => holds)).toBe(true);
        else expect(rule === undefined || because.some(({ holds }) => !holds)).toBe(true);
        if (request.purpose === 'emergency' && !of.emergency) expect(allowed).toBe(false);
        if (of.concerned && ['take', 'act'].includes(request.use)) expect(allowed).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it('do not depend on their order', () => {
    fc.assert(
      fc.property(rules, arbitraryRequest, arbitraryFacts, (given, request, of) => {
        expect(allows(given.toReversed(), request, of)).toBe(allows(given, request, of));
      }),
    );
  });
});
