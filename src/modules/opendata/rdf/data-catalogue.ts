// The data sets as DCAT-AP CH (eCH-0200), as portals harvest it: their rules are stricter than the published shapes.
import type { App } from '../../../kernel/app.ts';
import { languages, type Language, type LocalText } from '../../../kernel/i18n/texts.ts';
import type { OpenDataset, OpenFrequency } from '../../../kernel/open-data.ts';
import { unitName, unitOf } from '../../organisation/index.ts';
import { licenceOf } from '../licence.ts';
import { opendataTexts } from '../opendata-texts.ts';
import { newestVersions, type Newest } from '../queries/versions.ts';
import { catalogueUnit, keywordsOf, openSets, publisherOf, wordsOf } from '../sets.ts';
import { iri, local, newGraph, plain, typed, type Graph, type Value } from './graph.ts';
import { authority, languageCodes } from './vocabulary.ts';

const frequencies: Record<OpenFrequency, string> = { continuous: 'CONT', daily: 'DAILY', monthly: 'MONTHLY' };

const inAllLanguages = (make: (language: Language) => string): LocalText =>
  Object.fromEntries(languages.map((language) => [language, make(language)])) as LocalText;

/** A graph of everything that is open, as it is now. */
export async function dataCatalogue(app: App): Promise<Graph> {
  const { baseUrl } = app.config;
  const graph = newGraph();
  const sets = openSets(app);
  const newest = await newestVersions(
    app,
    sets.map(({ id }) => id),
  );
  const catalogue = `${baseUrl}/daten`;
  const unit = catalogueUnit(app);
  const changes = [...newest.values()]
    .map(({ madeAt }) => madeAt)
    .toSorted((a, b) => b.getTime() - a.getTime());
  const t = (key: 'list.title' | 'list.lead' | 'service.title' | 'service.text') =>
    local(inAllLanguages((language) => opendataTexts(language)(key)));
  graph.say(catalogue, ['dcat:Catalog'], {
    'dct:title': t('list.title'),
    'dct:description': t('list.lead'),
    'dct:publisher': publisher(app, graph, unit),
    'dct:language': allLanguages,
    'dct:license': iri(licenceOf('open')),
    'foaf:homepage': iri(catalogue),
    'dcat:dataset': sets.map(({ id }) => iri(`${catalogue}/${id}`)),
    'dcat:service': iri(`${baseUrl}/api/v1`),
    ...(changes[0] ? { 'dct:modified': moment(changes[0]) } : {}),
  });
  graph.say(`${baseUrl}/api/v1`, ['dcat:DataService'], {
    'dct:title': t('service.title'),
    'dct:description': t('service.text'),
    'dct:identifier': plain(`api@${app.canton.id}`),
    'dct:publisher': publisher(app, graph, unit),
    'dcat:contactPoint': contact(app, graph, unit),
    'dct:license': iri(licenceOf('open')),
    'dcat:endpointURL': iri(`${baseUrl}/api/v1`),
    'dcat:endpointDescription': iri(`${baseUrl}/api/v1/openapi.json`),
    'dcat:landingPage': iri(`${baseUrl}/schnittstellen`),
    'dcat:servesDataset': sets.map(({ id }) => iri(`${catalogue}/${id}`)),
  });
  for (const set of sets) saySet(app, graph, set, newest.get(set.id));
  return graph;
}

const allLanguages = languages.map((language) => iri(authority('language', languageCodes[language])));
const moment = (at: Date): Value => typed(at.toISOString(), 'xsd:dateTime');

function saySet(app: App, graph: Graph, set: OpenDataset, newest: Newest | undefined): void {
  const page = `${app.config.baseUrl}/daten/${set.id}`;
  const unit = publisherOf(app, set);
  const formats = ['csv', 'json'] as const;
  graph.say(page, ['dcat:Dataset'], {
    // Exactly one literal, known in all of Switzerland: id@organisation.
    'dct:identifier': plain(`${set.id}@${app.canton.id}`),
    'dct:title': local(inAllLanguages((language) => wordsOf(set, language, 'title'))),
    'dct:description': local(inAllLanguages((language) => wordsOf(set, language, 'description'))),
    'dct:publisher': publisher(app, graph, unit),
    'dcat:contactPoint': contact(app, graph, unit),
    'dcat:keyword': languages.flatMap((language) =>
      keywordsOf(set, language).map((text): Value => ({ text, language })),
    ),
    'dcat:theme': iri(authority('data-theme', set.theme)),
    'dct:accrualPeriodicity': iri(authority('frequency', frequencies[set.frequency])),
    'dct:language': allLanguages,
    'dcat:landingPage': iri(page),
    'dcat:distribution': formats.map((format) => iri(`${page}#${format}`)),
    ...(newest
      ? { 'dct:modified': moment(newest.madeAt), 'dcat:version': plain(String(newest.number)) }
      : {}),
  });
  for (const format of formats) {
    const file = `${app.config.baseUrl}/data/${set.id}`;
    graph.say(`${page}#${format}`, ['dcat:Distribution'], {
      'dct:title': local(
        inAllLanguages((language) => `${wordsOf(set, language, 'title')} (${format.toUpperCase()})`),
      ),
      'dct:identifier': plain(`${set.id}-${format}@${app.canton.id}`),
      'dcat:accessURL': iri(`${file}.${format}`),
      'dcat:downloadURL': iri(`${file}.${format}`),
      'dct:license': iri(licenceOf(set.licence)),
      'dct:format': iri(authority('file-type', format.toUpperCase())),
      'dcat:mediaType': iri(
        `https://www.iana.org/assignments/media-types/${format === 'csv' ? 'text/csv' : 'application/json'}`,
      ),
      'dct:conformsTo': iri(`${file}.${format === 'csv' ? 'csv-metadata' : 'schema'}.json`),
      ...(newest ? { 'dct:modified': moment(newest.madeAt) } : {}),
      ...(newest && format === 'csv' ? weight(graph, page, newest) : {}),
    });
  }
}

/** Of the CSV, which is what is hashed. */
function weight(graph: Graph, page: string, { bytes, sha256 }: Newest) {
  const checksum = `${page}#csv-sha256`;
  graph.say(checksum, ['spdx:Checksum'], {
    'spdx:algorithm': iri('http://spdx.org/rdf/terms#checksumAlgorithm_sha256'),
    'spdx:checksumValue': typed(sha256, 'xsd:hexBinary'),
  });
  return {
    'dcat:byteSize': typed(bytes, 'xsd:nonNegativeInteger'),
    'spdx:checksum': iri(checksum),
  } as const;
}

function publisher(app: App, graph: Graph, unit: string): Value {
  const address = `${app.config.baseUrl}/stellen/${unit}`;
  graph.say(address, ['foaf:Organization', 'foaf:Agent'], {
    'foaf:name': local(inAllLanguages((language) => unitName(app, unit, language))),
    'foaf:homepage': iri(unitOf(app, unit)?.web ?? address),
  });
  return iri(address);
}

/** Portals want a mail address; a unit without one is reached through the unit of the catalogue. */
function contact(app: App, graph: Graph, unit: string): Value {
  const reached = unitOf(app, unit)?.email === undefined ? catalogueUnit(app) : unit;
  const address = `${app.config.baseUrl}/stellen/${reached}#kontakt`;
  graph.say(address, ['vcard:Organization', 'vcard:Kind'], {
    'vcard:fn': local(inAllLanguages((language) => unitName(app, reached, language))),
    'vcard:hasEmail': iri(`mailto:${unitOf(app, reached)?.email ?? ''}`),
  });
  return iri(address);
}
