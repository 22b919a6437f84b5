// The witness's judgement (C2SP tlog-witness, add-checkpoint): cosigns a log only as the continuation of what it knows of it.
import { equal, fromBase64, hashFromBase64, toBase64 } from '../tlog/bytes.ts';
import { cosign, readTreeHead, type TreeHead } from '../tlog/checkpoint.ts';
import { isSignedBy, readNote, writeKey, type Note, type NoteKey } from '../tlog/note.ts';
import type { Signer } from '../tlog/signer.ts';
import { isSize } from '../tlog/tree.ts';
import { extendsTree } from '../tlog/verify-proof.ts';
import type { Memory } from './state-file.ts';

export interface Judgement {
  status: 200 | 400 | 403 | 404 | 409 | 422;
  type: string;
  body: string;
}

const no = (status: Exclude<Judgement['status'], 200>, why: string): Judgement => ({
  status,
  type: 'text/plain; charset=utf-8',
  body: `${why}\n`,
});

interface Submission {
  old: number;
  proof: Uint8Array[];
  note: Note;
  tree: TreeHead;
  checkpoint: string;
}

/** `old SIZE`, lines of the proof, an empty line, the checkpoint. */
function readSubmission(body: string): Submission | undefined {
  const end = body.indexOf('\n\n');
  const [first = '', ...lines] = body.slice(0, end).split('\n');
  const digits = /^old (0|[1-9]\d{0,15})$/.exec(first)?.[1];
  const proof = lines.map(hashFromBase64).filter((hash) => hash !== undefined);
  const checkpoint = body.slice(end + 2);
  const note = readNote(checkpoint);
  const tree = note && readTreeHead(note.text);
  if (end === -1 || digits === undefined || !isSize(Number(digits)) || !note || !tree) return undefined;
  if (proof.length !== lines.length || proof.length > 63) return undefined;
  return { old: Number(digits), proof, note, tree, checkpoint };
}

/**
 * Takes submissions one after the other, so that what is remembered never goes back.
 * @param logs keys of the logs that may ask, each with the log's origin as its name
 */
export function createWitness(options: {
  signer: Signer;
  logs: readonly NoteKey[];
  memory: Memory;
  now: () => Date;
}): (body: string) => Promise<Judgement> {
  const { signer, logs, memory, now } = options;

  const judge = async (body: string): Promise<Judgement> => {
    const submission = readSubmission(body);
    if (submission === undefined) return no(400, 'This is not what add-checkpoint takes');
    const { old, proof, note, tree, checkpoint } = submission;
    const key = logs.find(({ name }) => name === tree.origin);
    if (key === undefined) return no(404, 'This log is not known here');
    const known = memory.of(tree.origin);
    // Whoever comes with another key under the old name is another log.
    if (known !== undefined && known.key !== writeKey(key)) return no(403, 'This log had another key before');
    if (!(await isSignedBy(key, note))) return no(403, 'The checkpoint is not signed by the key of this log');
    if (old > tree.size) return no(400, 'The old size is larger than the new one');
    const size = known?.size ?? 0;
    if (old !== size) return { status: 409, type: 'text/x.tlog.size', body: `${size}\n` };
    const head = known === undefined ? undefined : fromBase64(known.head);
    if (head !== undefined && size === tree.size && !equal(head, tree.head))
      return no(409, 'Another tree of the same size is known');
    const follows =
      head === undefined || size === 0 ? proof.length === 0 : await extendsTree({ size, head }, tree, proof);
    if (!follows) return no(422, 'The tree does not go on from the one that is known');
    const line = cosign(note, signer, now());
    await memory.keep(tree.origin, {
      key: writeKey(key),
      size: tree.size,
      head: toBase64(tree.head),
      checkpoint: checkpoint + line,
    });
    return { status: 200, type: 'text/plain; charset=utf-8', body: line };
  };

  let last: Promise<unknown> = Promise.resolve();
  return (body) => {
    const judgement = last.then(() => judge(body));
    last = judgement.catch(() => undefined);
    return judgement;
  };
}
