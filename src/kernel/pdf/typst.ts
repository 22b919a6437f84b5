// Hands documents to the thread that sets them, which begins with the first one and again after it has failed.
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { projectFolder } from '../project-folder.ts';
import type { PdfResult, PdfTask } from './set-pdf.ts';

interface Waiting {
  settle: (result: PdfResult) => void;
  fail: (error: Error) => void;
}

interface Thread {
  worker: Worker;
  /** What it has been handed and not answered, by number. */
  waiting: Map<number, Waiting>;
}

let thread: Thread | undefined;
let last = 0;

/** Built, or the source where the source runs (tests). */
const script = import.meta.url.endsWith('.ts')
  ? new URL('./pdf-thread.ts', import.meta.url)
  : join(projectFolder, 'dist', 'pdf-thread.js');

/** Sets a document; one after the other. @throws Error as `setPdf`, or when the thread has ended */
export async function setInThread(task: PdfTask): Promise<PdfResult> {
  const { worker, waiting } = (thread ??= begin());
  const id = ++last;
  return new Promise((settle, reject) => {
    waiting.set(id, { settle, fail: reject });
    // The program is not kept from ending by a thread that has nothing to do.
    worker.ref();
    worker.postMessage({ id, task });
  });
}

function begin(): Thread {
  const worker = new Worker(script, { execArgv: [] });
  const own: Thread = { worker, waiting: new Map() };
  worker.on('message', ({ id, result, message }: { id: number; result?: PdfResult; message?: string }) => {
    const task = own.waiting.get(id);
    own.waiting.delete(id);
    if (own.waiting.size === 0) worker.unref();
    if (result) task?.settle(result);
    else task?.fail(new Error(message));
  });
  const ended = (error: Error) => {
    if (thread === own) thread = undefined;
    for (const { fail } of own.waiting.values()) fail(error);
    own.waiting.clear();
  };
  worker.on('error', ended);
  worker.on('exit', (code) => ended(new Error(`The thread that sets documents has ended (${code})`)));
  return own;
}
