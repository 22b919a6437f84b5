// A real virus scanner for tests: clamd with one signature of our own, on a free port, where the machine has it.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What our signature finds: no virus, and nothing that another scanner would know. */
export const harmful = 'DREHSCHEIBE-TEST-SIGNATURE-7Q2M';

/** Whether clamd is installed. */
export const hasClamd = spawnSync('clamd', ['--version'], { stdio: 'ignore' }).status === 0;

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export interface Clamd {
  stop(): Promise<void>;
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('zPING\0'));
    socket.on('data', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });

/** Starts clamd on 127.0.0.1:`port` and on `socket`; files above 20 MB are refused by it. */
export async function startClamd(port: number): Promise<Clamd & { socket: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'clamd-'));
  const socket = join(folder, 'clamd.socket');
  const signature = Buffer.from(harmful).toString('hex');
  await writeFile(join(folder, 'own.ndb'), `Drehscheibe.Test:0:*:${signature}\n`);
  await writeFile(
    join(folder, 'clamd.conf'),
    [
      ['Foreground', 'yes'],
      ['DatabaseDirectory', folder],
      ['TemporaryDirectory', folder],
      ['LocalSocket', socket],
      ['TCPSocket', String(port)],
      ['TCPAddr', '127.0.0.1'],
      ['StreamMaxLength', '20M'],
    ]
      .map((line) => line.join(' '))
      .join('\n'),
  );
  const child: ChildProcess = spawn('clamd', ['--config-file', join(folder, 'clamd.conf')], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout?.on('data', (chunk) => (said += String(chunk)));
  child.stderr?.on('data', (chunk) => (said += String(chunk)));
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    await rm(folder, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) break;
    if (await answers(port)) return { socket, stop };
    // It loads its signatures first and says nothing when it begins to listen.
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await stop();
  throw new Error(`clamd did not start: ${said}`);
}
