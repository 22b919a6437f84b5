// What other modules may use of the dialogue.
export { plainMail } from './plain-mail.ts';
