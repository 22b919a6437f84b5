// The built styles, fonts and scripts: the manifest that maps their names to addresses with a content hash.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface AssetManifest {
  css: string;
  font: string;
  icon: string;
  addresses: string;
  /** Suggestions below the search. */
  search: string;
  /** Likely answers while a question is written. */
  answers: string;
  /** Opens the map of places; what it fetches then stands in `map`. */
  locationMap: string;
  /** Opens the map of reports, with the same `map`. */
  reportsMap: string;
  map: { worker: string; css: string };
  /** The script of /log/pruefen. */
  verifyReceipt: string;
  /** The script of the pages with passkeys. */
  passkey: string;
  /** The script of ballots that nobody can tell whose they are. */
  secretBallot: string;
  /** The script of pages on which a device can be added. */
  push: string;
  /** Tells pages of the community that are open that somebody has written. */
  communityLive: string;
}

/** Reads `manifest.json` of the built assets. @throws Error when the program was not built */
export async function readAssets(folder: string): Promise<AssetManifest> {
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Record<
    string,
    string
  >;
  const find = (name: string) => {
    const address = manifest[name];
    if (address === undefined) throw new Error(`The built assets lack ${name}`);
    return address;
  };
  return {
    css: find('app.css'),
    font: find('font'),
    icon: find('icon'),
    addresses: find('addresses'),
    search: find('search'),
    answers: find('answers'),
    locationMap: find('location-map.js'),
    reportsMap: find('reports-map.js'),
    map: { worker: find('map-worker.js'), css: find('map.css') },
    verifyReceipt: find('verify-receipt'),
    passkey: find('passkey'),
    secretBallot: find('secret-ballot'),
    push: find('push'),
    communityLive: find('community-live'),
  };
}
