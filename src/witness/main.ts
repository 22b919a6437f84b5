// node dist/witness.js: the witness as a process of its own, beside the program in demonstrations, elsewhere in production.
import { parseArgs } from 'node:util';
import { LockHeld } from '../kernel/process/folder-lock.mjs';
import { endWithFault, StartFault } from '../kernel/start-fault.ts';
import { serveWitness } from './serve-witness.ts';

const usage = `node dist/witness.js --folder FOLDER --name NAME --log KEY [--log KEY] [--host 127.0.0.1] [--port 0]

Confirms transparency logs: signs a checkpoint only when it goes on from the one before.
FOLDER keeps its key and what it has confirmed; never restore it from a backup. NAME is its own for ever, such as
witness.example.org. KEY is the public key of a log (name+id+key), as its page /log shows it.`;

function readArguments() {
  try {
    return parseArgs({
      options: {
        folder: { type: 'string' },
        name: { type: 'string' },
        log: { type: 'string', multiple: true, default: [] },
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
  const port = Number(values?.port);
  if (!values?.folder || !values.name || values.log.length === 0 || !Number.isInteger(port))
    throw new StartFault(usage);
  const { folder, name, log: logs, host } = values;
  const { url, key, close } = await serveWitness({ folder, name, logs, host, port }).catch((error: Error) => {
    throw new StartFault(
      error instanceof LockHeld
        ? `Another witness works in ${folder}.`
        : `The witness can't start: ${error.message}`,
    );
  });
  // One line that a program reads, too.
  process.stdout.write(`${JSON.stringify({ url, key })}\n`);
  const stop = () => void close().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
} catch (error) {
  endWithFault(error);
}
