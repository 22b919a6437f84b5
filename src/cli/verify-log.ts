// npm run verify-log -- RECEIPT: checks a receipt of the transparency log, without network and without a database.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { endWithFault, StartFault } from '../kernel/start-fault.ts';
import { verifyReceipt, type Receipt, type ReceiptFault } from '../tlog/receipt.ts';

const usage = `npm run verify-log -- RECEIPT [--log-key KEY] [--witness-key KEY]

Checks that the entries in RECEIPT stand in the transparency log as it says. Asks nobody: no network, no database.
Without keys, those that the receipt names are taken and shown; compare them with the page /log and with the witness.
Exit code 0: valid. 1: not, with the reason.`;

const reasons: Record<ReceiptFault, string> = {
  unreadable: 'The file is not a receipt of a transparency log.',
  'no-entries': 'The receipt holds no entry.',
  'log-key': 'The receipt does not name the key of the log, or another one.',
  'witness-key': 'The receipt does not name the key of the witness, or another one.',
  checkpoint: "The checkpoint can't be read, or belongs to another log.",
  'log-signature': 'The signature of the log is wrong: the checkpoint was changed.',
  'witness-signature': 'The confirmation of the witness is missing or wrong.',
  'entry-form': 'The entry is incomplete or has a wrong form.',
  'entry-changed': 'The entry was changed: what it says does not fit its hash.',
  'not-in-log': 'The entry does not stand like this in the log: its place or its proof was changed.',
  'entry-twice': 'The entry stands in the receipt more than once: somebody has put it there.',
  unsupported: 'This Node does not know the signature Ed25519.',
};

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { 'log-key': { type: 'string' }, 'witness-key': { type: 'string' } },
    });
    return { values, positionals };
  } catch {
    throw new StartFault(usage);
  }
}

async function readReceipt(name: string): Promise<unknown> {
  const text = await readFile(resolve(name), 'utf8').catch((error: Error) => {
    throw new StartFault(`The receipt can't be read (${error.message}).`);
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new StartFault(`Not valid. ${reasons.unreadable}`);
  }
}

try {
  const { values, positionals } = readArguments();
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) throw new StartFault(usage);
  const receipt = await readReceipt(name);
  const listed = (key: string | undefined) => (key === undefined ? undefined : [key]);
  const verdict = await verifyReceipt(receipt, {
    log: listed(values['log-key']),
    witness: listed(values['witness-key']),
  });
  if (!verdict.valid) {
    const which = verdict.entry === undefined ? '' : ` (entry number ${verdict.entry} of the receipt)`;
    throw new StartFault(`Not valid. ${reasons[verdict.fault]}${which}`);
  }
  const { entries, origin, size, witnessed } = verdict;
  // A receipt without a witness is valid by itself, but not for somebody who insists on one: leaving it out is how a fork is hidden.
  if (values['witness-key'] !== undefined && witnessed === undefined)
    throw new StartFault(`Not valid. ${reasons['witness-signature']}`);
  const { log, witness } = receipt as Receipt;
  const one = entries.length === 1;
  console.log(
    [
      `Valid: ${one ? 'the entry stands' : `the ${entries.length} entries stand`} in the log ${origin}, which had ${size} entries then.`,
      ...entries.map(
        ({ at, kind, actorKind, actorRole, actorUnit, fields, purpose }) =>
          `  ${at}  ${kind}  ${fields.join(', ')}  by ${[actorKind, actorRole, actorUnit].filter(Boolean).join(' ')}  for ${purpose}`,
      ),
      witnessed
        ? `The witness confirmed it at ${witnessed.toISOString()}.`
        : 'No witness confirmed it: only the log itself says so.',
      `Key of the log:     ${log}${values['log-key'] ? ' (as you gave it)' : ''}`,
      ...(witness
        ? [`Key of the witness: ${witness}${values['witness-key'] ? ' (as you gave it)' : ''}`]
        : []),
    ].join('\n'),
  );
} catch (error) {
  endWithFault(error);
}
