// What holds of every conversation, tried with many made by chance.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { opinionMap } from './opinion-map.ts';
import type { Vote } from './vote.ts';

const anyVote: fc.Arbitrary<Vote> = fc.record({
  voter: fc.integer({ min: 0, max: 25 }).map(String),
  statement: fc.integer({ min: 0, max: 12 }).map((id) => (id > 9 ? `s${id}` : String(id))),
  choice: fc.constantFrom(1, 0, -1),
  at: fc.integer({ min: 0, max: 50 }),
});
const conversation = fc.array(anyVote, { maxLength: 300 });
const out = fc.subarray(['0', '3', 's11']).map((ids) => new Set(ids));

describe('an opinion map', () => {
  it('does not depend on the order of votes', () => {
    const shuffled = conversation.chain((votes) =>
      fc.tuple(
        fc.constant(votes),
        fc.shuffledSubarray(votes, { minLength: votes.length, maxLength: votes.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, out, ([votes, other], ids) => {
        expect(opinionMap(other, ids)).toEqual(opinionMap(votes, ids));
      }),
    );
  });

  it('counts the last of doubled votes only', () => {
    fc.assert(
      fc.property(conversation, (votes) => {
        const earlier = votes.map((vote) => ({ ...vote, choice: -vote.choice as Vote['choice'], at: -1 }));
        expect(opinionMap([...votes, ...earlier, ...votes])).toEqual(opinionMap(votes));
      }),
    );
  });

  it('has each person at most once and each group with somebody, and only numbers', () => {
    fc.assert(
      fc.property(conversation, out, (votes, ids) => {
        const map = opinionMap(votes, ids);
        const members = map.groups.flatMap((group) => group.members);
        expect(new Set(members).size).toBe(members.length);
        expect(members.toSorted()).toEqual(map.people.map(({ voter }) => voter).sort());
        expect(map.groups.length).toBeLessThanOrEqual(5);
        for (const { place } of map.people) expect(place.every(Number.isFinite)).toBe(true);
        for (const each of map.statements) {
          expect(each.groupInformedConsensus).toBeGreaterThan(0);
          expect(each.groupInformedConsensus).toBeLessThanOrEqual(1);
          expect(each.agree + each.disagree).toBeLessThanOrEqual(each.seen);
          expect(Number.isFinite(each.priority) && each.priority > 0).toBe(true);
        }
        for (const { representative } of map.groups)
          for (const { votes: so, seen, ratio } of representative)
            expect(so <= seen && Number.isFinite(ratio)).toBe(true);
      }),
    );
  });
});
