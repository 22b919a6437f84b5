// Lifecycles: every state, action and role; every state reaches an end, and no way leads out of one.
import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { processLetters } from '../definition/process-letters.ts';
import { lifecycleOf, lifecycles } from './index.ts';
import { actionsFor, transition, type ActionId, type Lifecycle, type Role } from './lifecycle.ts';
import { stationsFor } from './stations.ts';

const all = Object.values(lifecycles);
const roles: Role[] = ['person', 'staff', 'programme'];
const actions: ActionId[] = [
  'take',
  'release',
  'ask',
  'reply',
  'approve',
  'confirm',
  'issue',
  'acknowledge',
  'reject',
  'uphold',
  'uphold-partly',
  'dismiss',
  'not-admit',
  'withdraw',
  'decide-at-once',
];
const inputs: Partial<Record<ActionId, Record<string, unknown>>> = {
  ask: { question: 'Warum?' },
  reply: { answer: 'Darum.' },
  reject: { reasons: 'Darum nicht.' },
  uphold: { reasons: 'Darum.' },
  'uphold-partly': { reasons: 'Darum zum Teil.' },
  dismiss: { reasons: 'Darum nicht.' },
  'not-admit': { reasons: 'Zu spät.' },
};

/** `state role action -> state`, one line for each allowed move. */
function table(lifecycle: Lifecycle): string[] {
  return lifecycle.states.flatMap((state) =>
    roles.flatMap((by) =>
      actions.flatMap((action) => {
        const result = transition(lifecycle, { state }, action, by, inputs[action] ?? {});
        return 'fault' in result ? [] : [`${state} ${by} ${action} -> ${result.state}`];
      }),
    ),
  );
}

const review = (end: string, state: string) => [
  'submitted person withdraw -> withdrawn',
  'submitted staff take -> in-review',
  `submitted programme decide-at-once -> ${state}`,
  'in-review person withdraw -> withdrawn',
  'in-review staff take -> in-review',
  'in-review staff release -> submitted',
  'in-review staff ask -> waiting-for-person',
  `in-review staff ${end} -> ${state}`,
  'in-review staff reject -> rejected',
  'waiting-for-person person reply -> in-review',
  'waiting-for-person person withdraw -> withdrawn',
  'waiting-for-person staff take -> waiting-for-person',
  'waiting-for-person staff reply -> in-review',
  'waiting-for-person staff reject -> rejected',
];

it.each([
  [
    'notification',
    [
      'submitted person withdraw -> withdrawn',
      'submitted staff take -> in-review',
      'submitted staff acknowledge -> acknowledged',
      'submitted programme decide-at-once -> acknowledged',
      'in-review person withdraw -> withdrawn',
      'in-review staff take -> in-review',
      'in-review staff release -> submitted',
      'in-review staff acknowledge -> acknowledged',
    ],
  ],
  ['registration', review('confirm', 'confirmed')],
  ['application', review('approve', 'approved')],
  ['certificate', review('issue', 'issued')],
  [
    'appeal',
    [
      'submitted person withdraw -> withdrawn',
      'submitted staff take -> in-review',
      'in-review person withdraw -> withdrawn',
      'in-review staff take -> in-review',
      'in-review staff release -> submitted',
      'in-review staff ask -> waiting-for-person',
      'in-review staff uphold -> upheld',
      'in-review staff uphold-partly -> partly-upheld',
      'in-review staff dismiss -> dismissed',
      'in-review staff not-admit -> not-admitted',
      'waiting-for-person person reply -> in-review',
      'waiting-for-person person withdraw -> withdrawn',
      'waiting-for-person staff take -> waiting-for-person',
      'waiting-for-person staff reply -> in-review',
    ],
  ],
] as const)('%s: exactly these moves', (use, moves) => {
  expect(table(lifecycleOf(use)).sort()).toEqual([...moves].sort());
});

describe.each(all)('$id', (lifecycle) => {
  it('has no way out of an end', () => {
    for (const state of lifecycle.ends)
      for (const by of roles) expect(actionsFor(lifecycle, state, by)).toEqual([]);
  });

  it('reaches an end from every state, by staff alone', () => {
    for (const state of lifecycle.states) {
      const seen = new Set<string>([state]);
      for (const each of seen) {
        for (const { id } of actionsFor(lifecycle, each, 'staff')) {
          const result = transition(lifecycle, { state: each }, id, 'staff', inputs[id] ?? {});
          if (!('fault' in result)) seen.add(result.state);
        }
      }
      expect(lifecycle.ends.some((end) => seen.has(end))).toBe(true);
    }
  });

  it('marks ends as final and stops the clock there', () => {
    for (const each of lifecycle.transitions) {
      const ends = lifecycle.ends.some((end) => end === each.to);
      expect(each.effects.some((effect) => effect.kind === 'clock' && effect.do === 'stop')).toBe(ends);
      const result = transition(
        lifecycle,
        { state: each.from[0] ?? '' },
        each.action,
        each.by[0] ?? 'staff',
        inputs[each.action] ?? {},
      );
      expect(result).toMatchObject({ final: ends });
    }
  });

  it('sends only letters that its definitions must word', () => {
    const { required, optional } = processLetters[lifecycle.id];
    const sent = [...lifecycle.opening, ...lifecycle.transitions.flatMap((each) => each.effects)].flatMap(
      (effect) => ('letter' in effect ? [effect.letter] : []),
    );
    for (const letter of sent) expect([...required, ...optional]).toContain(letter);
    for (const letter of required) expect(sent).toContain(letter);
  });

  it('names the document of each decision, for its preview', () => {
    for (const state of lifecycle.states)
      for (const action of actionsFor(lifecycle, state, 'staff')) {
        const decides = !['take', 'release', 'ask', 'reply'].includes(action.id);
        expect(action.letter !== undefined).toBe(decides);
      }
  });

  it('refuses unknown states and actions', () => {
    expect(transition(lifecycle, { state: 'nowhere' }, 'take', 'staff', {})).toEqual({
      fault: 'ACTION_NOT_ALLOWED',
    });
    expect(transition(lifecycle, { state: 'submitted' }, 'constructor', 'staff', {})).toEqual({
      fault: 'ACTION_NOT_ALLOWED',
    });
    expect(actionsFor(lifecycle, 'nowhere', 'staff')).toEqual([]);
  });
});

describe('inputs', () => {
  it.each<[ActionId, string, unknown, boolean]>([
    ['ask', 'in-review', {}, false],
    ['ask', 'in-review', { question: '  ' }, false],
    ['ask', 'in-review', { question: 'Warum?' }, true],
    ['ask', 'in-review', { question: 'x'.repeat(4001) }, false],
    ['ask', 'in-review', { question: 'Warum?', more: 1 }, false],
    ['reject', 'in-review', {}, false],
    ['approve', 'in-review', {}, true],
    ['approve', 'in-review', { reasons: 'Gern.', conditions: ['Bis 22 Uhr'] }, true],
    ['approve', 'in-review', { conditions: 'Bis 22 Uhr' }, false],
    ['take', 'submitted', null, false],
  ])('%s in %s with %j: %s', (action, state, input, fits) => {
    const { application } = lifecycles;
    expect('fault' in transition(application, { state }, action, 'staff', input)).toBe(!fits);
    const schema = actionsFor(application, state, 'staff').find((each) => each.id === action)?.schema;
    expect(schema && Value.Check(schema, input)).toBe(fits);
  });
});

describe('stations', () => {
  const at = (states: string[]) =>
    states.map((state, index) => ({ state, at: `2026-11-2${index}T08:00:00Z` }));
  const line = (states: string[]) =>
    stationsFor(lifecycles.application, at(states)).map(({ id, status }) => `${id} ${status}`);
  it.each([
    [[], ['received current', 'review ahead', 'decision ahead']],
    [['submitted'], ['received current', 'review ahead', 'decision ahead']],
    [
      ['submitted', 'in-review'],
      ['received done', 'review current', 'decision ahead'],
    ],
    [
      ['submitted', 'in-review', 'submitted'],
      ['received current', 'review ahead', 'decision ahead'],
    ],
    [
      ['submitted', 'in-review', 'waiting-for-person'],
      ['received done', 'review done', 'question current', 'decision ahead'],
    ],
    [
      ['submitted', 'in-review', 'approved'],
      ['received done', 'review done', 'approved current'],
    ],
    [
      ['submitted', 'approved'],
      ['received done', 'approved current'],
    ],
    [
      ['submitted', 'withdrawn'],
      ['received done', 'withdrawn current'],
    ],
  ])('%j', (states, expected) => {
    expect(line(states)).toEqual(expected);
  });

  it('say when they were reached', () => {
    const [received, reviewed, decided] = stationsFor(
      lifecycles.application,
      at(['submitted', 'in-review', 'approved']),
    );
    expect([received?.at, reviewed?.at, decided?.at]).toEqual([
      '2026-11-20T08:00:00Z',
      '2026-11-21T08:00:00Z',
      '2026-11-22T08:00:00Z',
    ]);
  });
});
