// Takes ballots from the network to the box: those that come together are written together, and acknowledged when they are there.
import { perApp, type App } from '../../../kernel/app.ts';
import type { SecretBallot } from '../../../voting/secret/credential.ts';
import { putIntoBox, type Placed } from './put-into-box.ts';
import { countContribution } from '../actions/contribute.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact } from '../../../kernel/transaction.ts';
import { anonymous } from '../../../kernel/actor.ts';
import { takesAt } from '../phases.ts';
import type { Process } from '../process.ts';

/** In one transaction at most. */
const most = 200;

interface Waiting {
  ballot: SecretBallot;
  placed: (placed: Placed) => void;
  failed: (reason: unknown) => void;
}
interface Box {
  waiting: Waiting[];
  writing: boolean;
}
export const boxes = perApp<Map<string, Box>>('The ballot boxes');

/**
 * @param ballot is genuine, and its vote is valid
 * @throws Fault PARTICIPATION_CLOSED
 */
export function keepBallot(app: App, process: Process, ballot: SecretBallot): Promise<Placed> {
  const all = boxes.of(app);
  const box = all.get(process.id) ?? { waiting: [], writing: false };
  all.set(process.id, box);
  return new Promise((placed, failed) => {
    box.waiting.push({ ballot, placed, failed });
    if (!box.writing) void write(app, process, box);
  });
}

/** While one transaction is written others gather for the next one. */
async function write(app: App, process: Process, box: Box): Promise<void> {
  box.writing = true;
  for (let some = box.waiting.splice(0, most); some.length > 0; some = box.waiting.splice(0, most)) {
    try {
      const placed = await writeTogether(
        app,
        process,
        some.map(({ ballot }) => ballot),
      );
      for (const [at, each] of some.entries()) each.placed(placed[at] ?? 'used');
    } catch (error) {
      for (const each of some) each.failed(error);
    }
  }
  box.writing = false;
}

function writeTogether(app: App, process: Process, ballots: readonly SecretBallot[]): Promise<Placed[]> {
  return transact(app, anonymous, async (tx) => {
    const placed = await putIntoBox(tx.db, process.id, ballots);
    // At the last moment: what has waited over midnight comes too late.
    if (!takesAt(process.phases, 'vote', app.clock.today())) throw new Fault('PARTICIPATION_CLOSED');
    const added = placed.filter((each) => each === 'new').length;
    if (added > 0) await countContribution(tx, { process: process.id, act: 'vote', anchor: '' }, added);
    return placed;
  });
}
