// What other modules may use of participation.
export { OpenProcesses } from './pages/open-processes.tsx';
export { protectSmall, smallestShown } from './queries/representation.ts';
