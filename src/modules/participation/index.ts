// What other modules may use of participation.
export { allProcesses } from './queries/processes.ts';
export { OpenProcesses } from './pages/open-processes.tsx';
export { seedManyComments } from './seed-many-comments.ts';
export { protectSmall, smallestShown } from './queries/representation.ts';
