// node dist/register.js: the simulated registers as a process of their own, beside the program in demonstrations.
import { parseArgs } from 'node:util';
import { LockHeld } from '../kernel/process/folder-lock.mjs';
import { endWithFault, StartFault } from '../kernel/start-fault.ts';
import { serveRegister } from './serve-register.ts';

const usage = `node dist/register.js --folder FOLDER --canton FOLDER --today YYYY-MM-DD [--persons 0] [--host 127.0.0.1] [--port 0]

Simulated registers of residents and companies, for demonstrations and tests: everyone in them is invented. They answer
questions by X-Road REST r1, and only what the canton's registers/grants.yaml grants. FOLDER keeps their entries.`;

function readArguments() {
  try {
    return parseArgs({
      options: {
        folder: { type: 'string' },
        canton: { type: 'string' },
        today: { type: 'string' },
        persons: { type: 'string', default: '0' },
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
  const [port, persons] = [Number(values?.port), Number(values?.persons)];
  if (
    !values?.folder ||
    !values.canton ||
    !values.today ||
    !Number.isInteger(port) ||
    !Number.isInteger(persons)
  )
    throw new StartFault(usage);
  const { folder, canton, today, host } = values;
  const { url, close } = await serveRegister({ folder, canton, today, persons, host, port }).catch(
    (error: Error) => {
      throw new StartFault(
        error instanceof LockHeld
          ? `Other registers work in ${folder}.`
          : `The registers can't start: ${error.message}`,
      );
    },
  );
  // One line that a program reads, too.
  process.stdout.write(`${JSON.stringify({ url })}\n`);
  const stop = () => void close().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
} catch (error) {
  endWithFault(error);
}
