// Nothing goes out on a way that the list of outbound ways does not know: recipients of the catalogue, mails, connections, addresses.
import { describe, expect, it } from 'vitest';
import { declaredDatasets } from '../../src/kernel/datasets/declared.ts';
import { isGuarded } from '../../src/kernel/datasets/dataset.ts';
import { everyone } from '../../src/kernel/permission.ts';
import { outboundWays, type OutboundWay } from '../../src/modules/data/disclosure/outbound-ways.ts';
import { modules } from '../../src/modules.ts';
import { filesBelow, readProjectFile } from './source-files.ts';

const ways: readonly OutboundWay[] = outboundWays;
const sources = filesBelow('src', /\.tsx?$/).filter(
  (file) =>
    !/\.test\.tsx?$/.test(file) &&
    // The demonstration plays the world outside; browser files run there; other programs have no data of ours.
    !/\/(testing|demo|browser)\/|^src\/(cli|register|provider|witness)\//.test(file),
);
const named = (pattern: RegExp) =>
  sources
    .filter((file) => pattern.test(readProjectFile(file)))
    .map((file) => file.replace(/^src\/(modules\/)?/, ''))
    .toSorted();

/** What is no way out, with the reason. */
const noWay: Record<string, string> = {
  'identity/actions/begin-sign-in.ts': 'by the connection of provider-connection.ts',
  'identity/actions/complete-sign-in.ts': 'by the connection of provider-connection.ts',
  'identity/actions/end-provider-sessions.ts': 'only a type',
  'identity/provider-fault.ts': 'only the faults of the library',
};

/** Whoever only carries a message, whatever module it is of. */
const carriers = new Set<string>(['mail-provider', 'push-service', 'printer', 'identity-provider']);

/** Modules without a way of their own, with the reason. */
const noOwnWay: Record<string, string> = {
  appointments: 'shown with the case',
  identity: 'names are shown by those who ask for them',
  policy: 'an emergency access is shown with the case and at the oversight',
  learning: 'of staff in their office; certificates by the check of documents',
  duties: 'shown to whoever acts for the person',
  initiatives: 'of staff in their office',
};

/** `/faelle`, `/api/v1/cases`: what stands there is about the same. One's own account is one's own. */
function rootOf(url: string): string {
  const parts = url.split('/').filter((each) => each !== '');
  if (parts[0] === 'konto' || parts.includes('me')) return url;
  return parts.slice(0, parts[0] === 'api' ? 3 : 1).join('/');
}

/** Pages beside listed ones that tell nobody of somebody else, with the reason. */
const showsNoOther: Record<string, string> = {
  '/api/v1/batches': 'how many lines, of one’s own company',
  '/api/v1/batches/:id': 'how many lines, of one’s own company',
  '/archiv/protokoll': 'without persons',
  '/aufsicht/folgenabschaetzungen': 'about services',
  '/aufsicht/folgenabschaetzungen/:id': 'about services',
  '/aufsicht/vorfaelle': 'names no person concerned',
  '/aufsicht/vorfaelle/:id': 'names no person concerned',
  '/aufsicht/vorfaelle/:id/aendern': 'names no person concerned',
  '/aufsicht/vorfaelle/:id/meldung.pdf': 'names no person concerned',
  '/aufsicht/vorfaelle/neu': 'names no person concerned',
  '/faelle/:ref/aktionen/:action': 'leads back to the case',
  '/faelle/:ref/akten.pdf': 'whoever disputes a decision has its file read by those who decide',
  '/faelle/:ref/entscheid': 'leads back to the case',
  '/faelle/:ref/rechnungen/:bill/quittung.pdf': 'one’s own receipt',
  '/faelle/:ref/rechnungen/:bill/rechnung.pdf': 'one’s own bill',
  '/faelle/:ref/rechnungen/:bill/zahlen': 'leads back to the case',
  '/faelle/:ref/zahlungen/:payment': 'one’s own payment',
  '/fragen/neu': 'the asker’s own form',
  '/geld/auszuege': 'names of files',
  '/geld/hauptbuch': 'the ledger names nobody',
  '/geld/rechnungen/:id/freigaben/:relief': 'leads back to the bill',
  '/gemeinschaft/anlaesse/:id/aendern': 'a form of those who invite',
  '/gemeinschaft/anlaesse/:id/kalender.ics': 'when and where, not who',
  '/gemeinschaft/beitraege/:id/melden': 'leads back to the contribution',
  '/gemeinschaft/dokumente/:id/:number': 'a file of staff',
  '/gemeinschaft/einladung/:secret': 'the guest’s own invitation',
  '/gemeinschaft/gruppen': 'names of groups',
  '/gemeinschaft/gruppen/:id/anlaesse/neu': 'an empty form',
  '/gemeinschaft/gruppen/:id/schreiben': 'an empty form',
  '/gemeinschaft/gruppen/neu': 'an empty form',
  '/gemeinschaft/ideen': 'of staff only: guests see no ideas',
  '/gemeinschaft/ideen/:id': 'of staff only: guests see no ideas',
  '/gemeinschaft/ideen/neu': 'an empty form',
  '/gemeinschaft/menschen': 'staff only',
  '/gemeinschaft/menschen/:id': 'staff only',
  '/gemeinschaft/moderation': 'how many reports, by group',
  '/gemeinschaft/profil': 'one’s own',
  '/mitreden/:id/aussagen': 'statements without names',
  '/mitreden/:id/idee': 'one’s own form',
  '/mitreden/:id/kommentieren': 'one’s own form',
  '/mitreden/:id/stellungnahme': 'the draft of one’s own organisation',
  '/mitreden/:id/stellungnahme/text': 'the draft of one’s own organisation',
  '/mitreden/:id/stimmzettel': 'one’s own form',
  '/mitreden/:id/umfrage': 'one’s own form',
  '/mitreden/:id/unterstuetzen': 'one’s own form',
  '/mitreden/:id/vorschlag': 'one’s own form',
  '/mitreden/:id/vorschlagen': 'one’s own form',
  '/mitwirkung/:id/codes': 'how many codes, of nobody',
  '/schalter/bekanntgabe': 'name and birth date of whoever is served, with them',
  '/schalter/quittung/:ref': 'the receipt of whoever is served',
  '/vertretung/erteilen': 'the giver’s own form',
  '/vertretung/schalter/widerruf': 'a form, before anybody is looked up',
  '/verzeichnis/korrekturen.patch': 'values of the directory',
};

describe('the list of outbound ways', () => {
  it('names everyone who gets data of persons, as the data catalogue declares it', () => {
    const recipients = new Set(
      declaredDatasets(modules)
        .filter(isGuarded)
        .flatMap((dataset) => dataset.recipients),
    );
    const known = new Set(ways.flatMap((way) => way.recipients));
    expect([...recipients].filter((each) => !known.has(each))).toEqual([]);
  });

  it('names an address of each module from which somebody else sees data of persons', () => {
    const listed = new Set(ways.flatMap(({ routes = [] }) => routes));
    const silent = modules.filter(
      ({ datasets = [], routes = [] }) =>
        datasets.some((each) => isGuarded(each) && each.recipients.some((to) => !carriers.has(to))) &&
        !routes.some(({ url }) => listed.has(url)),
    );
    expect(silent.map(({ name }) => name)).toEqual(Object.keys(noOwnWay));
  });

  it('names every file that sends a mail; where it also writes to those who act by law, on that way, too', () => {
    const listed = new Set(ways.flatMap(({ mails = [] }) => mails));
    // The one way itself tells nobody anything of its own.
    const senders = named(/\b(?:sendNotice|keepNotice)\((?:app|tx),/).filter(
      (file) => file !== 'notifications/actions/send-notice.ts',
    );
    expect([...listed].toSorted()).toEqual(senders);
    const byLaw = ways.find(({ id }) => id === 'by-law');
    expect([...(byLaw?.mails ?? [])].toSorted()).toEqual(
      named(/\bsendNotice\((?:.|\n)*\brepresentativesOf\(|\brepresentativesOf\((?:.|\n)*\bsendNotice\(/),
    );
  });

  it('names every file that talks to another program, once', () => {
    const connections = ways.flatMap(({ connections: each = [] }) => each);
    const talks =
      /\bfetch\(|from '(?:openid-client|web-push)'|\bcreateTransport\(|import \{[^}]*\b(?:request|connect)\b[^}]*\} from 'node:(?:https?|net|tls)'/;
    expect([...connections, ...Object.keys(noWay)].toSorted()).toEqual(named(talks));
  });

  it('names addresses that exist', () => {
    const urls = new Set(modules.flatMap(({ routes = [] }) => routes.map(({ url }) => url)));
    expect(ways.flatMap(({ routes = [] }) => routes).filter((url) => !urls.has(url))).toEqual([]);
    expect(Object.keys(showsNoOther).filter((url) => !urls.has(url))).toEqual([]);
  });

  it('names every page and file beside those, or says here why it is no way out', () => {
    const listed = new Set(ways.flatMap(({ routes = [] }) => routes));
    const roots = new Set([...listed].map(rootOf));
    const beside = modules
      .flatMap(({ routes = [] }) => routes)
      .filter(
        ({ method, url, may }) =>
          method === 'GET' && may !== everyone && roots.has(rootOf(url)) && !listed.has(url),
      )
      .map(({ url }) => url);
    expect(beside.toSorted()).toEqual(Object.keys(showsNoOther).toSorted());
  });

  it('has a place, a mail or a connection for each way, and each way once', () => {
    for (const { id, routes = [], mails = [], connections = [] } of ways)
      expect([...routes, ...mails, ...connections], id).not.toEqual([]);
    expect(new Set(ways.map(({ id }) => id)).size).toBe(ways.length);
  });
});
