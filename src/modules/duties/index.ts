// What other modules may use of the duties: the next ones of an account.
export { soonRows } from './pages/soon-rows.tsx';
