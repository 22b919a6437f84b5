// header/metadata.xml of a package: elements named as in eCH-0160, in a namespace of our own, since nobody has validated it.
import { dayInSwitzerland } from '../../../kernel/clock.ts';

export interface Dossier {
  ref: string;
  title: string;
  unit: string;
  from: Date;
  until: Date;
  files: { name: string; sha256: string }[];
  /** Not in the package. */
  infected: { name: string; sha256: string }[];
}

/** XML 1.0 knows no control characters but three; they would make the file unreadable. */
const text = (value: string): string =>
  value
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"']/g, (each) => `&#${each.codePointAt(0)};`);

export function metadataXml(packed: { from: string; at: Date; dossiers: readonly Dossier[] }): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<paket xmlns="urn:drehscheibe:sip:1" paketTyp="SIP">',
    `  <ablieferung><ablieferndeStelle>${text(packed.from)}</ablieferndeStelle><erstellt>${packed.at.toISOString()}</erstellt></ablieferung>`,
    '  <inhaltsverzeichnis>',
    ...packed.dossiers.flatMap(({ ref, title, unit, from, until, files, infected }) => [
      `    <dossier id="${text(ref)}">`,
      `      <aktenzeichen>${text(ref)}</aktenzeichen><titel>${text(title)}</titel><aktenbildner>${text(unit)}</aktenbildner>`,
      `      <entstehungszeitraum><von>${dayInSwitzerland(from)}</von><bis>${dayInSwitzerland(until)}</bis></entstehungszeitraum>`,
      ...files.map(
        ({ name, sha256 }) =>
          `      <datei><name>content/${text(ref)}/${text(name)}</name><pruefalgorithmus>SHA-256</pruefalgorithmus><pruefsumme>${sha256}</pruefsumme></datei>`,
      ),
      ...infected.map(
        ({ name, sha256 }) =>
          `      <nichtEnthalten><name>${text(name)}</name><grund>Schadsoftware gefunden</grund><pruefalgorithmus>SHA-256</pruefalgorithmus><pruefsumme>${sha256}</pruefsumme></nichtEnthalten>`,
      ),
      '    </dossier>',
    ]),
    '  </inhaltsverzeichnis>',
    '</paket>',
    '',
  ].join('\n');
}
