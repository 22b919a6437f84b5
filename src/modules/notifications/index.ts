// What other modules may use of the notifications module: the one way to tell a person something.
export { keepNotice, sendNotice, type NoticeWords } from './actions/send-notice.ts';
export { deliverNotice } from './actions/deliver.ts';
