// Tells one running process from another that later got the same number.
// Plain JavaScript, built-ins only: tools/*.mjs use it before anything is installed or built.
import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';

/** What can be read of a file, or undefined: a process may end while it is looked at. */
function readOrNothing(read) {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/**
 * When a process began, in a form that two processes with the same number never share.
 * @param {number} pid
 * @returns {string | undefined} undefined when no such process lives (a zombie does not live)
 */
export function processStart(pid) {
  if (process.platform === 'linux') {
    const stat = readOrNothing(() => readFileSync(`/proc/${pid}/stat`, 'latin1'));
    if (stat === undefined) return undefined;
    // The command in brackets may itself hold blanks and brackets: count fields after its end.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
  }
  const told = readOrNothing(() =>
    execFileSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim(),
  );
  if (told === undefined || told === '' || told.startsWith('Z')) return undefined;
  return told.replace(/^\S+\s+/, '');
}

/**
 * Where process numbers are comparable: one boot of one machine, one container.
 * @returns {string}
 */
export function processSpace() {
  const boot = readOrNothing(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
  const space = readOrNothing(() => readlinkSync('/proc/self/ns/pid'));
  return `${boot ?? 'boot'} ${space ?? 'space'}`;
}
