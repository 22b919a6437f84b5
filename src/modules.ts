// The product on one screen: its modules in order. Each may import only those above it.
import type { Module } from './kernel/module.ts';
import { organisation } from './modules/organisation/module.ts';
import { appointments } from './modules/appointments/module.ts';
import { identity } from './modules/identity/module.ts';
import { policy } from './modules/policy/module.ts';
import { notifications } from './modules/notifications/module.ts';
import { learning } from './modules/learning/module.ts';
import { catalogue } from './modules/catalogue/module.ts';
import { data } from './modules/data/module.ts';
import { transparency } from './modules/transparency/module.ts';
import { cases } from './modules/cases/module.ts';
import { money } from './modules/money/module.ts';
import { mandates } from './modules/mandates/module.ts';
import { insight } from './modules/insight/module.ts';
import { governance } from './modules/governance/module.ts';
import { intake } from './modules/intake/module.ts';
import { corrections } from './modules/corrections/module.ts';
import { duties } from './modules/duties/module.ts';
import { dialogue } from './modules/dialogue/module.ts';
import { contact } from './modules/contact/module.ts';
import { participation } from './modules/participation/module.ts';
import { news } from './modules/news/module.ts';
import { questions } from './modules/questions/module.ts';
import { reports } from './modules/reports/module.ts';
import { community } from './modules/community/module.ts';
import { subscriptions } from './modules/subscriptions/module.ts';
import { opendata } from './modules/opendata/module.ts';
import { oversight } from './modules/oversight/module.ts';
import { archive } from './modules/archive/module.ts';
import { initiatives } from './modules/initiatives/module.ts';
import { site } from './modules/site/module.ts';

export const modules: readonly Module[] = [
  organisation, // departments, units, what each is responsible for
  appointments, // slots that units offer, bookings of cases
  identity, // sign-in, sessions, roles, demonstration identities
  policy, // what staff may do with cases and why, certificates, emergency accesses
  notifications, // the one way to tell a person something: wishes, mail, push, what became of it
  learning, // courses and tests of staff, who must do which by when, certificates that open what the policy closes
  catalogue, // services published or only described, search, life events
  data, // registers (once-only), access log, rights of the person
  transparency, // the access log in a Merkle tree: checkpoints, witness, receipts, tampering found
  cases, // matters, worklists, clocks, decisions, letters, verification
  money, // bills of decisions, payments, ledger, what the bank reports; paid is delivered or refunded
  mandates, // who may act for whom: given, accepted, revoked, chosen
  insight, // process, record and data of a service, made from its definition; figures
  governance, // data catalogue, register of processing, impact assessments: from the declarations that enforce
  intake, // drafts, forms on the web, at the counter and on paper, uploads, submission
  corrections, // what registers say wrongly: asked for, decided, corrected there, told to all who had it
  duties, // what people and firms have to do by when, by rules; reminders, calendar
  dialogue, // mails, the account with its mailbox, the copy of one's own data
  contact, // who is responsible for what, how to reach them; corrections that people propose
  participation, // processes in which people have their say: contributions, their fate, results
  news, // news in four languages with their feed, and the warning on all pages
  questions, // asked publicly or privately, answered with a date; knowledge, response times
  reports, // damage and nuisances at a place, Open311
  community, // staff of all departments: groups, questions, documents, events, ideas
  subscriptions, // what people follow: one engine for mails, feeds, calendars, push
  opendata, // what modules publish: files, schemas, history, catalogues as linked data
  oversight, // questions about uses of data, unusual reading, breaches; the data protection officer's pages
  archive, // the end of cases: announced, offered to the archive, deleted, with a protocol
  initiatives, // what departments have in hand, promised benefits judged by live measures, legal obstacles
  site, // home page, statements, health, operator's pages
];
