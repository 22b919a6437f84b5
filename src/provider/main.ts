// node dist/provider.js: the simulated payment service as a process of its own, beside the program in demonstrations.
import { parseArgs } from 'node:util';
import { LockHeld } from '../kernel/process/folder-lock.mjs';
import { endWithFault, StartFault } from '../kernel/start-fault.ts';
import { serveProvider } from './serve-provider.ts';

const usage = `node dist/provider.js --folder FOLDER [--ahead 0] [--host 127.0.0.1] [--port 0]

A simulated payment service for card and TWINT, for demonstrations and tests: no money moves, and nobody is asked for a card. FOLDER
keeps its payments. --ahead is by how many milliseconds the demonstration's time is ahead of real time.`;

function readArguments() {
  try {
    return parseArgs({
      options: {
        folder: { type: 'string' },
        ahead: { type: 'string', default: '0' },
        host: { type: 'string', default: '127.0.0.1' },
        port: { type: 'string', default: '0' },
      },
    }).values;
  } catch {
    return undefined;
  }
}

try {
  const values = readArguments();
  const [port, ahead] = [Number(values?.port), Number(values?.ahead)];
  if (!values?.folder || !Number.isInteger(port) || !Number.isInteger(ahead)) throw new StartFault(usage);
  const { folder, host } = values;
  const now = () => new Date(Date.now() + ahead);
  const { url, key, secret, close } = await serveProvider({ folder, host, port, now }).catch(
    (error: Error) => {
      throw new StartFault(
        error instanceof LockHeld
          ? `Another payment service works in ${folder}.`
          : `The payment service can't start: ${error.message}`,
      );
    },
  );
  // One line that a program reads, too.
  process.stdout.write(`${JSON.stringify({ url, key, secret })}\n`);
  const stop = () => void close().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
} catch (error) {
  endWithFault(error);
}
