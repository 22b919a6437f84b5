// A thread that judges services' folders: it is begun by `judges.ts` with what they are judged against.
import { parentPort, workerData } from 'node:worker_threads';
import { judgeFolders, type Folder, type Surroundings } from './judge-folder.ts';

const judge = judgeFolders(workerData as Surroundings);

parentPort?.on('message', (folders: Folder[]) => parentPort?.postMessage(folders.map(judge)));
