// An invented service with every field type, a repeat, conditions, checks, tables and a calculated value: the ground of the engine's tests.
import { dump } from 'js-yaml';
import {
  loadDefinition,
  type DefinitionSource,
  type LoadedDefinition,
} from '../definition/load-definition.ts';
import type { DefinitionFault } from '../definition/definition-fault.ts';
import { textKeys } from '../definition/text-keys.ts';
import { YamlDocument } from '../definition/yaml-document.ts';
import type { ServiceDocument } from '../definition/schema.ts';
import type { EvaluateContext } from '../evaluate/evaluation.ts';
import type { AppointmentOffers } from '../appointments/offer.ts';
import type { CantonArea } from '../location/area.ts';
import type { Lists } from '../fields/field-kind.ts';

export const lists: Lists = {
  tiere: [
    { id: 'hund', de: 'Hund', fr: 'Chien', it: 'Cane', en: 'Dog' },
    { id: 'katze', de: 'Katze', fr: 'Chat', it: 'Gatto', en: 'Cat' },
  ],
  plaetze: [
    { id: 'markt', de: 'Markt', fr: 'Marché', it: 'Mercato', en: 'Market', at: [7.588, 47.558] },
    { id: 'bahnhof', de: 'Bahnhof', fr: 'Gare', it: 'Stazione', en: 'Station', at: [7.59, 47.548] },
  ],
};

/** Tuesdays and Thursdays from nine to ten, twenty minutes each. */
export const offers: AppointmentOffers = {
  schalter: {
    id: 'schalter',
    hours: [{ days: [2, 4], from: '09:00', to: '10:00' }],
    minutes: 20,
    capacity: 2,
    notice: 1,
    ahead: 30,
  },
};

/** A square around the market. */
export const area: CantonArea = {
  outline: [
    { lon: 7.5, lat: 47.5 },
    { lon: 7.7, lat: 47.5 },
    { lon: 7.7, lat: 47.6 },
    { lon: 7.5, lat: 47.6 },
  ],
  rivers: [],
};

export const context: EvaluateContext = {
  today: '2026-11-24',
  lists,
  holidays: (day) => day === '2026-11-26',
  offers,
  area,
};

export const serviceYaml = `id: alle-felder
version: 1
owner: stelle
kind: application
level: cantonal
lifeEvents: [probe]
audience: [everyone]
legalBasis: [{ act: Probegesetz }]
minutes: 5
benefit: { measures: [minutesToComplete] }
identity: { assurance: low, actFor: [self] }
purpose: { id: probe, retention: { after: closed, keep: P1Y, then: delete } }
pages:
  - id: person
    fields:
      - { id: vorname, type: text, source: person.firstName, class: confidential, maxLength: 40 }
      - { id: nummer, type: ahv, class: confidential, optional: true }
      - { id: wohnort, type: address, class: confidential }
      - { id: mail, type: email, optional: true }
      - { id: telefon, type: phone, optional: true }
      - id: geburt
        type: date
        checks:
          - { id: vergangen, that: geburt <= today() }
      - { id: alter, type: calculated, value: 'years and months duration(geburt, today()).years' }
  - id: anliegen
    fields:
      - { id: art, type: choice, options: [kurz, lang] }
      - { id: grund, type: longtext, when: art = "lang", minLength: 3, maxLength: 500 }
      - { id: tierart, type: multichoice, list: tiere, optional: true }
      - { id: anzahl, type: number, min: 1, max: 20 }
      - { id: betrag, type: money, max: 5000 }
      - { id: beginn, type: time, optional: true }
      - { id: dringend, type: yesno }
  - id: kinder
    when: alter >= 18 and anzahl > 1
    repeat: { id: kind, min: 1, max: 3, label: rufname }
    fields:
      - { id: rufname, type: text, pattern: '[A-Z][a-z]+' }
      - { id: geboren, type: date, checks: [{ id: nachEltern, that: geboren > geburt }] }
      - { id: schule, type: choice, options: [ja, nein], when: geboren <= date("2022-07-31") }
  - id: firma
    when: art = "lang" and not(pages.kinder)
    fields:
      - { id: firmennummer, type: uid }
      - { id: konto, type: iban }
  - id: belege
    when: dringend = true
    fields:
      - { id: beleg, type: file, accept: [pdf, image], maxFiles: 2 }
  - id: schluss
    fields:
      - { id: richtig, type: declaration }
      - { id: unterschrift, type: signature, class: confidential }
      - { id: ort, type: location, list: plaetze, within: canton, optional: true }
      - { id: termin, type: appointment, offer: schalter, optional: true }
rules:
  grundgebuehr:
    hit: first
    inputs: [art, dringend]
    rows:
      - ['"kurz"', '-', 20]
      - ['"lang"', true, 80]
      - ['-', '-', 50]
  zuschlag: { value: 'if pages.kinder then 12.52 * count(kind) else 0' }
fees:
  - { id: grund, amount: grundgebuehr }
  - { id: kinder, amount: zuschlag, when: pages.kinder }
process:
  use: application
  decideAtOnce: art = "kurz" and not(pages.belege)
  promise: { workingDays: 5 }
  remedy: rekurs
letters:
  receipt: {}
  question: {}
  approved:
    vars: { art: art, kinder: 'string join(for k in kind return k.rufname, ", ")', anzahl: anzahl, geburt: geburt, betrag: betrag, dringend: dringend }
    facts: [kind, betrag]
    validFor: P1Y
  rejected: {}
`;

/** Answers to the short way: one person, no children, no evidence. */
export const shortAnswers = {
  vorname: 'Anna',
  wohnort: { street: 'Beispielgasse', houseNumber: '1', postalCode: '4051', town: 'Basel' },
  geburt: '1990-05-17',
  art: 'kurz',
  anzahl: 1,
  betrag: 120.5,
  dringend: false,
  richtig: true,
  unterschrift: { name: 'Anna Muster', agreed: true },
};

export const upload = { id: 'f-1', name: 'beleg.pdf', type: 'application/pdf', size: 1200 };

/** Answers to the long way with children and evidence. */
export const longAnswers = {
  ...shortAnswers,
  nummer: '756.9217.0769.85',
  mail: 'anna@example.org',
  telefon: '061 267 11 11',
  art: 'lang',
  grund: 'Weil es so ist.',
  tierart: ['katze', 'hund'],
  anzahl: 2,
  beginn: '08:30',
  dringend: true,
  // Not the 26th, which is a holiday.
  termin: '2026-12-01T08:20:00Z',
  ort: { text: 'Beim Brunnen', place: 'markt' },
  kind: [
    { rufname: 'Luca', geboren: '2020-02-29', schule: 'ja' },
    { rufname: 'Mia', geboren: '2024-01-01' },
  ],
  beleg: [upload],
};

/** Answers of a company: no children, so the page of the firm. */
export const firmAnswers = {
  ...shortAnswers,
  art: 'lang',
  grund: 'Als Firma.',
  firmennummer: 'CHE-123.456.788',
  konto: 'CH93 0076 2011 6238 5295 7',
};

const expectation = (path: string[], fee: number, decision: string, deadline: string | null) => ({
  path,
  faults: [],
  fee,
  decision,
  deadline,
});

export const casesYaml = dump([
  {
    name: 'kurz',
    on: '2026-11-24',
    answers: shortAnswers,
    expect: expectation(['person', 'anliegen', 'schluss'], 20, 'at-once', null),
  },
  {
    name: 'lang',
    on: '2026-11-24',
    answers: longAnswers,
    expect: expectation(
      ['person', 'anliegen', 'kinder', 'belege', 'schluss'],
      105.05,
      'by-staff',
      '2026-12-02',
    ),
  },
  {
    name: 'firma',
    on: '2026-11-24',
    answers: firmAnswers,
    expect: expectation(['person', 'anliegen', 'firma', 'schluss'], 50, 'by-staff', '2026-12-02'),
  },
]);

/** Texts for every key the definition needs; in German with the key itself as text. */
export function makeTexts(service: string): Record<string, string> {
  const document = new YamlDocument('service.yaml', service).value as ServiceDocument;
  const tree: Record<string, unknown> = {};
  for (const key of textKeys(document).required) {
    const parts = key.split('.');
    let at = tree;
    for (const part of parts.slice(0, -1)) at = (at[part] ??= {}) as Record<string, unknown>;
    at[parts.at(-1) ?? ''] = /^pages\..*\.item$/.test(key) ? 'Kind {number}' : `T ${key}`;
  }
  const text = dump(tree);
  return Object.fromEntries(['de', 'fr', 'it', 'en'].map((language) => [`texts/${language}.yaml`, text]));
}

/** The files of the service, some of them changed. */
export function makeFiles(changes: Record<string, string> = {}): Record<string, string> {
  const service = changes['service.yaml'] ?? serviceYaml;
  return { ...makeTexts(serviceYaml), 'service.yaml': service, 'cases.yaml': casesYaml, ...changes };
}

/** Loads the service with changes; texts stay those of the unchanged one. */
export function load(
  changes: Record<string, string> = {},
  more: Partial<DefinitionSource> = {},
): LoadedDefinition | { faults: DefinitionFault[] } {
  return loadDefinition({
    files: makeFiles(changes),
    lists,
    remedies: ['rekurs'],
    units: ['stelle'],
    lifeEvents: ['probe'],
    audiences: ['everyone'],
    holidays: context.holidays,
    offers,
    folder: 'alle-felder',
    ...more,
  });
}

/** The loaded service. @throws Error with its faults */
export function loaded(): LoadedDefinition {
  const result = load();
  if ('faults' in result) throw new Error(JSON.stringify(result.faults, null, 1));
  return result;
}
