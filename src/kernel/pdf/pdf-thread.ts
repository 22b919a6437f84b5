// The thread in which Typst sets documents: the program goes on answering meanwhile.
import { parentPort } from 'node:worker_threads';
import { setPdf, type PdfTask } from './set-pdf.ts';

parentPort?.on('message', ({ id, task }: { id: number; task: PdfTask }) => {
  try {
    parentPort?.postMessage({ id, result: setPdf(task) });
  } catch (error) {
    parentPort?.postMessage({ id, message: error instanceof Error ? error.message : String(error) });
  }
});
