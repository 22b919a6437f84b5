// Reads every service of the canton; a broken one stops the start, and all faults of all services are said at once.
// What passed before is not judged again: to parse it and to work its examples through takes some milliseconds a service.
import { basename, join, relative } from 'node:path';
import type { DefinitionFault, Example, ServiceDefinition } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import { checkedBefore, fingerprints, type CheckedService } from './checked-services.ts';
import type { Folder, Judgement, Surroundings } from './judge-folder.ts';
import { judgeHere, judgeInThreads, type Judges } from './judges.ts';
import { readServiceFolder, serviceFolders } from './read-folder.ts';

/** A service that has just passed, to be published: what the database keeps of it is written already. */
export interface PassedService extends Judgement {
  id: string;
  version: number;
  /** Folder with the definition, as shown in messages. */
  folder: string;
  fingerprint: string;
}

/** So many folders are read together: quick, without holding all files at once. */
const together = 50;
/** So many of these wait to be judged while more are read. */
const ahead = 3;
/** Threads are worth their beginning from so many folders that nobody has judged, out of those read together. */
const manyUnknown = 25;

interface Read extends Folder {
  shown: string;
  fingerprint: string;
  before: CheckedService | undefined;
}

/**
 * Services in the order of their folders, with everything that is wrong with them.
 * @param publish given those that have just passed, in their order, while others are still judged
 */
export async function loadServices(
  app: App,
  around: Omit<Surroundings, 'services'>,
  publish: (passed: PassedService[]) => Promise<void>,
): Promise<{ services: CheckedService[]; faults: string[] }> {
  const services: CheckedService[] = [];
  const faults: string[] = [];
  const fingerprintOf = await fingerprints(app.canton);
  const folders = await serviceFolders(app.canton.folder);
  const all = { ...around, services: new Set(folders.map((folder) => basename(folder))) };
  const here = judgeHere(all);
  let threads: Judges | undefined;
  const waiting: { read: Read[]; judged: Promise<Judgement[]> }[] = [];
  const settleOldest = async () => {
    const oldest = waiting.shift();
    if (!oldest) return;
    const judgements = await oldest.judged;
    const passed: PassedService[] = [];
    for (const { name, shown, fingerprint, before } of oldest.read) {
      if (before) {
        services.push(before);
        // It is not judged again, but its neighbours may have gone.
        for (const id of before.definition.related ?? [])
          if (!all.services.has(id))
            faults.push(`${join(shown, 'service.yaml')} related: There is no service ${id}.`);
        continue;
      }
      const judgement = judgements.shift();
      if (!judgement) throw new Error(`${name} was not judged`);
      faults.push(...judgement.faults.map((fault) => faultLine(fault, shown)));
      if (judgement.faults.length > 0) continue;
      const definition = JSON.parse(judgement.definition) as ServiceDefinition;
      services.push({ definition, examples: JSON.parse(judgement.examples) as Example[] });
      passed.push({ ...judgement, id: name, version: definition.version, folder: shown, fingerprint });
    }
    if (passed.length > 0) await publish(passed);
  };
  try {
    for (let at = 0; at < folders.length; at += together) {
      const read = await readFolders(app, folders.slice(at, at + together), fingerprintOf);
      const unknown = read.filter(({ before }) => !before).map(({ name, files }) => ({ name, files }));
      if (unknown.length >= manyUnknown && folders.length > 2 * together) threads ??= judgeInThreads(all);
      const judged = (threads ?? here).judge(unknown);
      // Its failure is met where it is waited for.
      judged.catch(() => undefined);
      waiting.push({ read, judged });
      if (waiting.length > ahead) await settleOldest();
    }
    while (waiting.length > 0) await settleOldest();
  } finally {
    await threads?.stop();
  }
  return { services, faults };
}

async function readFolders(
  app: App,
  folders: readonly string[],
  fingerprintOf: (folder: string, files: Readonly<Record<string, string>>) => string,
): Promise<Read[]> {
  const read = await Promise.all(
    folders.map(async (folder) => {
      const files = await readServiceFolder(folder);
      const fingerprint = fingerprintOf(folder, files);
      return { name: basename(folder), shown: shownPath(folder), files, fingerprint };
    }),
  );
  const passed = await checkedBefore(
    app,
    read.map(({ fingerprint }) => fingerprint),
  );
  return read.map((each) => {
    const before = passed.get(each.fingerprint);
    return { ...each, files: before ? {} : each.files, before };
  });
}

/** Relative to where the operator stands; absolute for what lies elsewhere. */
function shownPath(path: string): string {
  const near = relative(process.cwd(), path);
  return near.startsWith('..') ? path : near;
}

/** `canton/basel-stadt/services/x/service.yaml:12:5 pages[1].when: …` */
export function faultLine({ file, line, column, path, message }: DefinitionFault, folder: string): string {
  return `${join(folder, file)}:${line}:${column} ${path === '' ? '' : `${path}: `}${message}`;
}
