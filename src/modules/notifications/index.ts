// What other modules may use of the notifications module: the one way to tell a person something.
export { keepNotice, sendNotice, type NoticeRecipient, type NoticeWords } from './actions/send-notice.ts';
export { deliverNotice } from './actions/deliver.ts';
export { queuePush, removeDevices } from './actions/push.ts';
export { changeDevices, countDevices } from './actions/change-devices.ts';
export { undeliverableNotice } from './pages/account-notice.tsx';
export { PushDevices } from './pages/push-device.tsx';
export { mailboxOf, mayAskAddress } from './asked-addresses.ts';
export { addressHash, reviveAddress } from './dead-addresses.ts';
