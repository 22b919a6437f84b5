// What other modules, commands and the process may use of the transparency module.
export { checkLog, type CheckResult } from './actions/check-log.ts';
export { openLog, type CurrentLog } from './log/current-log.ts';
export { isRefused, logState, type LogState } from './queries/log-state.ts';
export { beginLogAnew } from './actions/begin-log-anew.ts';
export { keepLog } from './actions/keep-log.ts';
export { appendEntries } from './actions/append-entries.ts';
