// Nothing goes out on a way that the list of outbound ways does not know: recipients of the catalogue, mails, connections, addresses.
import { describe, expect, it } from 'vitest';
import { declaredDatasets } from '../../src/kernel/datasets/declared.ts';
import { isGuarded } from '../../src/kernel/datasets/dataset.ts';
import { outboundWays, type OutboundWay } from '../../src/modules/data/disclosure/outbound-ways.ts';
import { modules } from '../../src/modules.ts';
import { filesBelow, readProjectFile } from './source-files.ts';

const ways: readonly OutboundWay[] = outboundWays;
const sources = filesBelow('src', /\.tsx?$/).filter(
  (file) =>
    !/\.test\.tsx?$/.test(file) &&
    // The demonstration plays the world outside; browser files run there; other programs have no data of ours.
    !/\/(testing|demo|browser)\/|^src\/(cli|register|witness)\//.test(file),
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

  it('names every file that sends a mail, once', () => {
    expect(ways.flatMap(({ mails = [] }) => mails).toSorted()).toEqual(named(/\bmailer\.keep\(/));
  });

  it('names every file that talks to another program, once', () => {
    const connections = ways.flatMap(({ connections: each = [] }) => each);
    const talks =
      /\bfetch\(|from 'openid-client'|\bcreateTransport\(|import \{[^}]*\b(?:request|connect)\b[^}]*\} from 'node:(?:https?|net|tls)'/;
    expect([...connections, ...Object.keys(noWay)].toSorted()).toEqual(named(talks));
  });

  it('names addresses that exist', () => {
    const urls = new Set(modules.flatMap(({ routes = [] }) => routes.map(({ url }) => url)));
    expect(ways.flatMap(({ routes = [] }) => routes).filter((url) => !urls.has(url))).toEqual([]);
  });

  it('has a place, a mail or a connection for each way, and each way once', () => {
    for (const { id, routes = [], mails = [], connections = [] } of ways)
      expect([...routes, ...mails, ...connections], id).not.toEqual([]);
    expect(new Set(ways.map(({ id }) => id)).size).toBe(ways.length);
  });
});
