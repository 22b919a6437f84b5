// Files that anybody sends are counted one at a time.
import { expect, it } from 'vitest';
import { TooMuchWork, type Election } from '../../../../voting/election.ts';
import { tallyOf } from '../../../../voting/tally.ts';
import { countSent } from './count-gently.ts';

it('a second file waits for nobody: it is refused while another is counted, and taken after', async () => {
  const election: Election = {
    kind: 'approval',
    unit: 1,
    budget: 10,
    projects: [{ id: 'a', cost: 5 }],
    ballots: [{ projects: [0], weights: [1] }],
  };
  const once = () => countSent(election, 'equalshares/add1', tallyOf(election));
  const [first, second] = await Promise.allSettled([once(), once()]);
  expect(first).toMatchObject({ status: 'fulfilled', value: { chosen: [0] } });
  expect(second.status === 'rejected' && second.reason).toBeInstanceOf(TooMuchWork);
  expect((await once()).chosen).toEqual([0]);
});
