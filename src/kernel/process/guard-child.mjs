// Ends a child when we die without ending it ourselves (kill -9, out of memory): "leaves no process behind".
// Plain JavaScript, built-ins only: tools/*.mjs use it before anything is installed or built.
import { spawn } from 'node:child_process';

/**
 * The guard waits on a pipe that only we hold: when we die, however, the kernel closes it.
 * A word on the pipe means that the child ended in order. It polls, since a stranger's child can't be waited for;
 * a zombie that nobody collects (containers without an init) counts as ended.
 */
const script = `
read -r word && exit 0
target=$1; shift
lives() {
  kill -s 0 -- "$target" 2>/dev/null || return 1
  case "$(cat "/proc/$target/stat" 2>/dev/null)" in *') Z '*) return 1;; esac
}
while [ $# -gt 1 ]; do
  kill -s "$1" -- "$target" 2>/dev/null || exit 0
  tenths=$2; shift 2
  while [ "$tenths" -gt 0 ]; do
    lives || exit 0
    sleep 0.1; tenths=$((tenths - 1))
  done
done
`;

/**
 * Guards a child that was spawned with `detached: true` (so that it leads a process group of its own).
 * @param {import('node:child_process').ChildProcess} child
 * @param {{ steps: [signal: string, seconds: number][], group?: boolean, uid?: number, gid?: number }} options
 *   steps: which signals after our death, and how long to wait after each; group: to the child's whole group
 * @returns {{ dismiss(): void }} dismiss once the child has ended
 */
export function guardChild(child, { steps, group = true, uid, gid }) {
  if (child.pid === undefined || process.platform === 'win32') return { dismiss() {} };
  const target = group ? `-${child.pid}` : String(child.pid);
  const words = steps.flatMap(([signal, seconds]) => [signal, String(Math.round(seconds * 10))]);
  const guard = spawn('/bin/sh', ['-c', script, 'guard', target, ...words], {
    // A session of its own: Ctrl-C in the terminal must not end the guard before its ward.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
    env: { PATH: process.env.PATH ?? '/usr/bin:/bin' },
    ...(uid === undefined ? {} : { uid, gid }),
  });
  // Without a shell on the machine there is no guard; the next start clears what was left.
  guard.on('error', () => undefined);
  guard.stdin.on('error', () => undefined);
  guard.unref();
  guard.stdin.unref?.();
  const dismiss = () => {
    if (!guard.stdin.writableEnded) guard.stdin.end('done\n');
  };
  child.once('exit', dismiss);
  return { dismiss };
}
