// The virus scanner: a client of clamd's INSTREAM command (clamd(8)), over TCP or a local socket.
import { connect, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';

export type Verdict = { clean: true } | { clean: false; signature: string };

/** The scanner did not answer or could not examine the file; it may another time. */
export class ScannerUnavailable extends Error {
  /** True when it is there and refuses this file, e.g. as too large for it. */
  readonly answered: boolean;

  constructor(message: string, answered = false) {
    super(message);
    this.answered = answered;
  }
}

/** Milliseconds without any progress after which the scanner counts as away. */
const patience = 30_000;

function dial(address: string): Socket {
  if (address.startsWith('unix:')) return connect({ path: address.slice('unix:'.length) });
  const { hostname, port } = new URL(address);
  return connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 3310) });
}

/**
 * Sends the pieces of a file and reads the verdict.
 * @param address `tcp://host:port` or `unix:/path`
 * @throws ScannerUnavailable
 */
export async function scanPieces(
  address: string,
  pieces: AsyncIterable<Buffer>,
  timeout = patience,
): Promise<Verdict> {
  try {
    return readVerdict(
      await over(address, (socket) => converse(socket, (to) => sendFile(to, pieces), timeout)),
    );
  } catch (error) {
    if (!(error instanceof ScannerUnavailable) || error.answered) throw error;
    throw new ScannerUnavailable(error.message, await isThere(address, timeout));
  }
}

/** Why the scanner said nothing: it is away, or it hung up on this file and its answer was lost on the way. */
const isThere = (address: string, timeout: number): Promise<boolean> =>
  over(address, (socket) => converse(socket, (to) => write(to, Buffer.from('zPING\0')), timeout)).then(
    (text) => text.startsWith('PONG'),
    () => false,
  );

async function over<T>(address: string, work: (socket: Socket) => Promise<T>): Promise<T> {
  const socket = dial(address);
  try {
    return await work(socket);
  } finally {
    socket.destroy();
  }
}

/** Whole answer of clamd; it ends the connection after it. */
async function converse(
  socket: Socket,
  send: (socket: Socket) => Promise<void>,
  timeout: number,
): Promise<string> {
  const answer = new Promise<string>((resolve, reject) => {
    let text = '';
    socket.setTimeout(timeout, () =>
      socket.destroy(new ScannerUnavailable(`no answer within ${timeout} ms`)),
    );
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => (text = (text + chunk).slice(0, 1000)));
    // clamd may answer and hang up before it has read everything, e.g. beyond its StreamMaxLength.
    socket.on('error', (error) => (text === '' ? reject(new ScannerUnavailable(error.message)) : undefined));
    socket.on('close', () => resolve(text));
  });
  let failed: unknown;
  const sent = send(socket).catch((error: unknown) => {
    // What can't be read is no fault of the scanner.
    failed = error;
    socket.destroy();
  });
  const [text] = await Promise.all([answer, sent]);
  if (failed !== undefined) throw failed;
  return text;
}

async function sendFile(socket: Socket, pieces: AsyncIterable<Buffer>): Promise<void> {
  await write(socket, Buffer.from('zINSTREAM\0'));
  for await (const piece of pieces) {
    if (socket.destroyed) return;
    const length = Buffer.alloc(4);
    length.writeUInt32BE(piece.length);
    await write(socket, length);
    await write(socket, piece);
    // Whatever it has answered meanwhile is read before the next piece is written: writing to a connection that it has
    // closed ends it, and an answer that was not read goes with it. It still can be lost when both happen at once.
    await nextTurn();
    if (socket.bytesRead > 0) return;
  }
  await write(socket, Buffer.alloc(4));
}

/** Resolves when the system has taken the bytes or the connection is over; the answer tells which. */
const write = (socket: Socket, bytes: Buffer): Promise<void> =>
  new Promise((resolve) => (socket.destroyed ? resolve() : socket.write(bytes, () => resolve())));

function readVerdict(answer: string): Verdict {
  const text = answer.replace(/\0.*$/s, '').trim();
  if (text === 'stream: OK') return { clean: true };
  const found = /^stream: (.+) FOUND$/.exec(text);
  if (found) return { clean: false, signature: found[1] ?? '' };
  if (text === '') throw new ScannerUnavailable('the connection ended without an answer');
  throw new ScannerUnavailable(text, true);
}
