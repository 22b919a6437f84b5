// What other modules may use of dialogue.
export { addToAccount, type AccountAddition } from './pages/added-to-account.ts';
