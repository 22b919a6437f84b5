// What the program may use of the subscriptions module: many invented ones for runs at scale.
export { seedSubscribers } from './actions/seed-many.ts';
