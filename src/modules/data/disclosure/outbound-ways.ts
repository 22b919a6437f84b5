// Every way on which data of a person goes out to somebody else, and what a block of disclosure does there: for the page, and walked by a test.
import type { Recipient } from '../../../kernel/datasets/dataset.ts';

/**
 * `withheld`: not told as long as the block holds. `never`: tells nobody's data, with or without a block. `own-act`: only
 * because the person has asked for it. `needed`: the matter can't be done without. `law`: a law asks for it in spite of a block.
 */
export const blockings = ['withheld', 'never', 'own-act', 'needed', 'law'] as const;
type Blocking = (typeof blockings)[number];

export interface OutboundWay {
  /** `way.<id>.what`, `way.<id>.to` and `way.<id>.how` say it in words. */
  id: string;
  blocking: Blocking;
  /** Of the data catalogue, those who get something on this way. */
  recipients: readonly Recipient[];
  /** Addresses of the program that are this way. */
  routes?: readonly string[];
  /** Files from which mails are sent on this way; several ways where one mail goes to several kinds of people. */
  mails?: readonly string[];
  /** Files that ask or tell another program on this way. */
  connections?: readonly string[];
}

export const outboundWays = [
  {
    id: 'counter-search',
    blocking: 'withheld',
    recipients: ['counter'],
    routes: ['/schalter/suche'],
  },
  {
    id: 'counter-form',
    blocking: 'withheld',
    recipients: ['counter'],
    routes: ['/schalter', '/schalter/:draft', '/schalter/:draft/scan'],
  },
  {
    id: 'unit-information',
    blocking: 'withheld',
    recipients: ['unit'],
    routes: [
      '/faelle/:ref',
      '/faelle/:ref/dokumente/:id',
      '/faelle/:ref/nachweise/:id',
      '/faelle/:ref/termin.ics',
      '/api/v1/cases/:ref',
      '/api/v1/cases/:ref/documents/:id',
      '/api/v1/cases/:ref/events',
      '/berichtigungen',
      '/berichtigungen/:id',
      '/berichtigungen/:id/beleg',
      '/nachrichten',
      '/nachrichten/:thread',
      '/nachrichten/:thread/dateien/:file',
    ],
  },
  {
    id: 'representative',
    blocking: 'withheld',
    recipients: ['giver'],
    routes: ['/konto/zugriffe', '/api/v1/me/accesses', '/faelle/:ref'],
  },
  {
    id: 'paper-mandate',
    blocking: 'withheld',
    recipients: ['giver'],
    routes: ['/vertretung/schalter', '/vertretung/vollmachten/:id'],
  },
  {
    id: 'verification',
    blocking: 'never',
    recipients: ['everyone'],
    routes: ['/verify/:code'],
  },
  {
    id: 'open-data',
    blocking: 'never',
    recipients: ['everyone'],
    routes: ['/api/v1/services/measures'],
  },
  { id: 'company-lookup', blocking: 'never', recipients: ['everyone'], routes: ['/api/v1/companies/:uid'] },
  {
    id: 'transparency-log',
    blocking: 'never',
    recipients: ['everyone', 'witness'],
    connections: ['transparency/actions/ask-witness.ts'],
  },
  {
    id: 'batch-results',
    blocking: 'never',
    recipients: ['company'],
    routes: ['/api/v1/batches/:id/results', '/konto/sammelmeldungen/:batch'],
    mails: ['dialogue/actions/announce-batch.ts'],
  },
  {
    id: 'e-id',
    blocking: 'never',
    recipients: [],
    connections: ['identity/eid/fetch-document.ts'],
  },
  {
    id: 'mandate',
    blocking: 'own-act',
    recipients: ['mandatary'],
    routes: [
      '/vertretung',
      '/vertretung/vollmachten',
      '/vertretung/vollmachten/:id/papier',
      '/api/v1/me/mandates',
    ],
    mails: ['mandates/actions/tell-by-mail.ts'],
  },
  {
    id: 'participation',
    blocking: 'own-act',
    recipients: ['everyone'],
    routes: [
      '/mitreden/:id',
      '/mitreden/:id/beitraege',
      '/mitreden/:id/beitraege.csv',
      '/mitreden/:id/beitraege/:contribution',
      '/mitreden/:id/fassungen',
      '/api/v1/participation/:id/contributions',
      '/mitwirkung',
      '/mitwirkung/:id',
      '/mitwirkung/:id/fassung',
      '/mitwirkung/:id/fassung/:paragraph',
      '/mitwirkung/beitrag/:contribution',
    ],
  },
  {
    id: 'own-words',
    blocking: 'own-act',
    recipients: ['unit', 'everyone'],
    routes: [
      '/fragen',
      '/fragen/:id',
      '/fragen/bearbeiten',
      '/fragen/bearbeiten/:id',
      '/api/v1/questions',
      '/api/v1/questions/:id',
      '/meldungen',
      '/meldungen/:id',
      '/meldungen/bearbeiten',
      '/meldungen/bearbeiten/:id',
      '/meldungen/bearbeiten/:id/foto/:file',
      '/api/v1/reports',
      '/api/v1/reports/:id',
      '/verzeichnis',
      '/verzeichnis/:proposal',
      '/korrektur/:proposal',
    ],
  },
  {
    id: 'community-guest',
    blocking: 'own-act',
    recipients: ['unit'],
    routes: [
      '/gemeinschaft',
      '/gemeinschaft/anlaesse/:id',
      '/gemeinschaft/beitraege/:id',
      '/gemeinschaft/dokumente/:id',
      '/gemeinschaft/gruppen/:id',
      '/gemeinschaft/gruppen/:id/anlaesse',
      '/gemeinschaft/gruppen/:id/dokumente',
      '/gemeinschaft/gruppen/:id/mitglieder',
      '/gemeinschaft/gruppen/:id/moderation',
      '/gemeinschaft/suche',
    ],
  },
  {
    id: 'own-mail',
    blocking: 'needed',
    recipients: ['mail-provider', 'push-service'],
    mails: [
      'archive/actions/tell-ending.ts',
      'community/groups/guests.ts',
      'community/telling/digest.ts',
      'community/telling/tell.ts',
      'contact/actions/tell-proposer.ts',
      'corrections/actions/mail-corrections.ts',
      'data/disclosure/tell-change.ts',
      'dialogue/actions/announce-draft.ts',
      'dialogue/actions/notify.ts',
      'dialogue/threads/tell-by-mail.ts',
      'duties/actions/remind.ts',
      'learning/actions/remind.ts',
      'learning/actions/revoke-certificate.ts',
      'learning/actions/tell-ended.ts',
      'money/actions/tell-bill.ts',
      'oversight/actions/mail-oversight.ts',
      'participation/actions/tell-author.ts',
      'questions/actions/tell-asker.ts',
      'participation/codes/mail-code.ts',
      'subscriptions/actions/ask-to-confirm.ts',
      'subscriptions/actions/digest.ts',
      'subscriptions/actions/tell.ts',
      'reports/actions/tell-reporter.ts',
      'reports/actions/tell-unit.ts',
      'oversight/incidents/tell-affected.ts',
    ],
    connections: ['kernel/mail/mailer.ts', 'kernel/mail/smtp-servers.ts', 'notifications/actions/push.ts'],
  },
  {
    id: 'second-signature',
    blocking: 'needed',
    recipients: ['company'],
    routes: [
      '/unterschriften/:id',
      '/unterschriften/:id/dateien/:file',
      '/api/v1/me/signatures',
      '/api/v1/submissions/:id',
      '/faelle/:ref',
      '/konto',
    ],
    mails: ['intake/signing/tell-joint.ts'],
  },
  {
    id: 'post',
    blocking: 'needed',
    recipients: ['printer'],
    routes: ['/versand', '/versand/:id/briefe.pdf', '/versand/:id/liste.csv'],
  },
  {
    id: 'bills',
    blocking: 'needed',
    recipients: ['unit'],
    routes: ['/geld', '/geld/rechnungen/:id', '/geld/abgleich', '/geld/abgleich/:id', '/geld/auszuege/:id'],
  },
  {
    id: 'payment-service',
    blocking: 'never',
    recipients: [],
    connections: ['money/provider/http-provider.ts'],
  },
  {
    id: 'sign-in',
    blocking: 'needed',
    recipients: ['identity-provider'],
    connections: ['identity/pages/sign-out.tsx', 'identity/provider-connection.ts'],
  },
  {
    id: 'virus-scan',
    blocking: 'needed',
    recipients: [],
    connections: ['kernel/files/scan-file.ts'],
  },
  { id: 'registers', blocking: 'law', recipients: [], connections: ['data/registers/exchange.ts'] },
  {
    id: 'by-law',
    blocking: 'law',
    recipients: ['mandatary'],
    routes: ['/vertretung', '/vertretung/vollmachten', '/api/v1/me/mandates', '/konto/zugriffe/vorfaelle'],
    mails: [
      'dialogue/actions/notify.ts',
      'intake/signing/tell-joint.ts',
      'mandates/actions/tell-by-mail.ts',
      'oversight/incidents/tell-affected.ts',
    ],
  },
  { id: 'emergency', blocking: 'law', recipients: ['unit'], routes: ['/notfallzugriff'] },
  {
    id: 'oversight',
    blocking: 'law',
    recipients: ['data-protection-officer'],
    routes: [
      '/aufsicht',
      '/aufsicht/notfallzugriffe',
      '/aufsicht/fragen/:id',
      '/aufsicht/vorfaelle/:id/betroffene',
      '/aufsicht/vorfaelle/:id/informieren',
    ],
  },
  { id: 'archive', blocking: 'law', recipients: ['archive'], routes: ['/archiv'] },
] as const satisfies readonly OutboundWay[];

/** Ids of the ways on which a block does this. */
export type OutboundWayOf<Kind extends Blocking> = Extract<
  (typeof outboundWays)[number],
  { blocking: Kind }
>['id'];
