// What other modules may use of the notifications module: the one way to tell a person something.
export { keepNotice, sendNotice, type NoticeRecipient, type NoticeWords } from './actions/send-notice.ts';
export { deliverNotice } from './actions/deliver.ts';
export { queuePush, removeDevices } from './actions/push.ts';
export { addressHash, reviveAddress } from './dead-addresses.ts';
