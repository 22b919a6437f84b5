// Those who judge folders: the program itself for a few, threads beside it for many, so that all cores take part.
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { projectFolder } from '../../../kernel/project-folder.ts';
import { judgeFolders, type Folder, type Judgement, type Surroundings } from './judge-folder.ts';

export interface Judges {
  /** In the order of the folders. @throws Error when a thread ends before it has judged */
  judge(folders: readonly Folder[]): Promise<Judgement[]>;
  /** Ends the threads; what is not judged yet is given up. */
  stop(): Promise<void>;
}

/** A thread takes so many folders at a time. */
const together = 5;

/** Built, or the source where the source runs (tests). */
const script = import.meta.url.endsWith('.ts')
  ? new URL('./judge-thread.ts', import.meta.url)
  : join(projectFolder, 'dist', 'judge-thread.js');

/** The program itself. */
export function judgeHere(around: Surroundings): Judges {
  const judge = judgeFolders(around);
  return { judge: async (folders) => folders.map(judge), stop: async () => undefined };
}

/** Threads, as many as there are cores, four at most: to load the program costs each a fifth of a second. */
export function judgeInThreads(
  around: Surroundings,
  count = Math.min(4, Math.max(1, availableParallelism())),
): Judges {
  const waiting: Task[] = [];
  const threads = Array.from({ length: count }, () => beginThread(around, waiting));
  const ask = (folders: Folder[]) =>
    new Promise<Judgement[]>((settle, fail) => {
      waiting.push({ folders, settle, fail });
      for (const { next } of threads) next();
    });
  return {
    async judge(folders) {
      const parts: Promise<Judgement[]>[] = [];
      for (let at = 0; at < folders.length; at += together) parts.push(ask(folders.slice(at, at + together)));
      return (await Promise.all(parts)).flat();
    },
    async stop() {
      await Promise.all(threads.map(({ end }) => end()));
    },
  };
}

interface Task {
  folders: Folder[];
  settle: (judgements: Judgement[]) => void;
  fail: (error: Error) => void;
}

/** A thread that takes what waits whenever it has nothing to do. */
function beginThread(
  around: Surroundings,
  waiting: Task[],
): { next: () => void; end: () => Promise<unknown> } {
  const worker = new Worker(script, {
    workerData: around,
    execArgv: [],
  });
  let task: Task | undefined;
  let ended: Error | undefined;
  const next = () => {
    if (task) return;
    task = waiting.shift();
    if (!task) return;
    if (ended) task.fail(ended);
    else worker.postMessage(task.folders);
  };
  worker.on('message', (judgements: Judgement[]) => {
    task?.settle(judgements);
    task = undefined;
    next();
  });
  const failed = (error: Error) => {
    ended ??= error;
    task?.fail(ended);
    task = undefined;
    next();
  };
  worker.on('error', failed);
  worker.on('exit', (code) => failed(new Error(`A thread that judges services has ended (${code})`)));
  return { next, end: () => worker.terminate() };
}
