// The vocabularies of the catalogues, by their usual prefixes.
export const prefixes = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  dct: 'http://purl.org/dc/terms/',
  dcat: 'http://www.w3.org/ns/dcat#',
  foaf: 'http://xmlns.com/foaf/0.1/',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  spdx: 'http://spdx.org/rdf/terms#',
  org: 'http://www.w3.org/ns/org#',
  cpsv: 'http://purl.org/vocab/cpsv#',
  cv: 'http://data.europa.eu/m8g/',
  eli: 'http://data.europa.eu/eli/ontology#',
} as const;

type Prefix = keyof typeof prefixes;
/** `dct:title` */
export type Name = `${Prefix}:${string}`;

export function expand(name: Name): string {
  const colon = name.indexOf(':');
  return prefixes[name.slice(0, colon) as Prefix] + name.slice(colon + 1);
}

/** Lists of the Publications Office of the EU. */
export const authority = (list: string, code: string): string =>
  `http://publications.europa.eu/resource/authority/${list}/${code}`;

/** Codes of our languages there. */
export const languageCodes = { de: 'DEU', fr: 'FRA', it: 'ITA', en: 'ENG' } as const;
