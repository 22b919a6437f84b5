// A graph as Turtle, JSON-LD or RDF/XML.
import { JsonLdSerializer } from 'jsonld-streaming-serializer';
import { Writer, type Quad } from 'n3';
import { xmlText } from '../../../ech/xml.ts';
import { prefixes } from './vocabulary.ts';

export type RdfFormat = 'ttl' | 'jsonld' | 'rdf';

export const rdfTypes: Record<RdfFormat, string> = {
  ttl: 'text/turtle; charset=utf-8',
  jsonld: 'application/ld+json',
  rdf: 'application/rdf+xml; charset=utf-8',
};

export const writeRdf = (quads: Quad[], format: RdfFormat): Promise<string> =>
  ({ ttl: turtle, jsonld: jsonLd, rdf: (all: Quad[]) => Promise.resolve(rdfXml(all)) })[format](quads);

function written(quads: Quad[], options: ConstructorParameters<typeof Writer>[0]): Promise<string> {
  return new Promise((resolve, reject) => {
    const writer = new Writer(options);
    writer.addQuads(quads);
    writer.end((error: unknown, text: string) => {
      if (error) reject(error instanceof Error ? error : new Error('The graph could not be written'));
      else resolve(text);
    });
  });
}

const turtle = (quads: Quad[]) => written(quads, { prefixes });

/** Subjects one after the other, a type as its name; made for streams, so that a large graph takes its time in pieces. */
function jsonLd(quads: Quad[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const serializer = new JsonLdSerializer({ space: ' ', context: { ...prefixes } });
    let text = '';
    serializer.on('data', (piece: unknown) => (text += String(piece)));
    serializer.on('error', reject);
    serializer.on('end', () => resolve(text));
    for (const quad of quads) serializer.write(quad);
    serializer.end();
  });
}

const known = Object.entries(prefixes);

/** `http://purl.org/dc/terms/title` -> `dct:title`: a predicate is the name of an element. */
function elementName(predicate: string): string {
  const found = known.find(([, namespace]) => predicate.startsWith(namespace));
  if (!found) throw new Error(`There is no prefix for ${predicate}`);
  return `${found[0]}:${predicate.slice(found[1].length)}`;
}

/**
 * One description for each subject, all that is said of it as elements (RDF 1.1 XML Syntax, 2.2 to 2.8). By hand, since no library
 * that is looked after writes this format; the tests read it with one that is, and find the same graph.
 */
function rdfXml(quads: Quad[]): string {
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>'];
  lines.push(`<rdf:RDF ${known.map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`).join(' ')}>`);
  for (const [subject, statements] of Map.groupBy(quads, (each) => each.subject.value)) {
    lines.push(`<rdf:Description rdf:about="${xmlText(subject)}">`);
    for (const { predicate, object } of statements) {
      const name = elementName(predicate.value);
      if (object.termType === 'NamedNode') {
        lines.push(`  <${name} rdf:resource="${xmlText(object.value)}"/>`);
        continue;
      }
      if (object.termType !== 'Literal') throw new Error('Only addresses and literals are written');
      const { language, datatype, value } = object;
      const about =
        language !== ''
          ? ` xml:lang="${language}"`
          : datatype.value === `${prefixes.xsd}string`
            ? ''
            : ` rdf:datatype="${xmlText(datatype.value)}"`;
      lines.push(`  <${name}${about}>${xmlText(value)}</${name}>`);
    }
    lines.push('</rdf:Description>');
  }
  lines.push('</rdf:RDF>\n');
  return lines.join('\n');
}
