// The catalogues as linked data: CPSV-AP 3.2 by its official shapes where they stand beside the checkout, DCAT-AP CH by the rules of portals; each format is the same graph.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import jsonld from 'jsonld';
import { Parser, Store, Writer, type Quad } from 'n3';
import SHACLValidator from 'rdf-validate-shacl';
import { RdfXmlParser } from 'rdfxml-streaming-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectFolder } from '../../src/kernel/project-folder.ts';
import { strictDataShapes } from '../support/dcat-shapes.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';

const file = join(projectFolder, '..', 'shared', 'standards', 'cpsv-ap', 'cpsv-ap-3.2.0-shacl.ttl');

let program: TestProgram;
beforeAll(async () => {
  program = await testProgram();
  await program.settle();
});
afterAll(() => program.stop());

const get = async (path: string) => {
  const response = await fetch(program.origin + path);
  expect([path, response.status]).toEqual([path, 200]);
  return { type: response.headers.get('content-type'), text: await response.text() };
};
const turtle = async (path: string): Promise<Quad[]> => new Parser().parse((await get(path)).text);

/** Every statement on a line, in one order: our graphs have no blank nodes. */
const lines = (quads: Iterable<unknown>): string[] =>
  [...new Writer({ format: 'N-Quads' }).quadsToString([...quads] as Quad[]).split('\n')]
    .filter(Boolean)
    .toSorted();

async function faults(shapes: string, data: Iterable<Quad>): Promise<string[]> {
  const validator = new SHACLValidator(new Store(new Parser().parse(shapes)) as never);
  const report = await validator.validate(new Store([...data]) as never);
  return report.results.map(({ focusNode, path, message }) =>
    [focusNode?.value, path?.value, ...message.map(({ value }) => value)].join(' '),
  );
}

describe('services', () => {
  it.skipIf(!existsSync(file))('conform to the official shapes of CPSV-AP 3.2', async () => {
    const shapes = readFileSync(file, 'utf8');
    const quads = await turtle('/services.ttl');
    expect(await faults(shapes, quads)).toEqual([]);
    // A fault planted: a service without its authority.
    const subject = `${program.origin}/leistungen/hund-anmelden`;
    const broken = quads.filter(
      (each) => each.subject.value !== subject || !each.predicate.value.endsWith('hasCompetentAuthority'),
    );
    expect((await faults(shapes, broken)).join()).toContain(subject);
  });

  it('have one authority and an identifier of letters, figures and hyphens each', async () => {
    const quads = await turtle('/services.ttl');
    const of = (type: string) =>
      quads.filter((each) => each.object.value === type && each.predicate.value.endsWith('#type'));
    const services = of('http://purl.org/vocab/cpsv#PublicService').map(({ subject }) => subject.value);
    expect(services.length).toBeGreaterThan(100);
    for (const service of services) {
      const said = (name: string) =>
        quads.filter((each) => each.subject.value === service && each.predicate.value.endsWith(name));
      expect(said('hasCompetentAuthority')).toHaveLength(1);
      expect(said('terms/identifier').map(({ object }) => object.value)).toEqual([
        expect.stringMatching(/^[A-Za-z0-9_-]+$/),
      ]);
      expect(said('terms/title')).toHaveLength(4);
    }
  });
});

describe('data sets', () => {
  it('conform to the strict shapes, which a fault planted breaks', async () => {
    const quads = await turtle('/catalog.ttl');
    expect(await faults(strictDataShapes, quads)).toEqual([]);
    const without = (name: string) => quads.filter((each) => !each.predicate.value.endsWith(name));
    for (const name of ['identifier', 'hasEmail', 'accessURL', 'license', 'publisher', 'endpointURL'])
      expect(await faults(strictDataShapes, without(name)), name).not.toEqual([]);
  });

  it('keep the rules of opendata.swiss', async () => {
    const quads = await turtle('/catalog.ttl');
    const sets = quads.filter(({ object }) => object.value === 'http://www.w3.org/ns/dcat#Dataset');
    expect(sets.length).toBeGreaterThan(6);
    for (const { subject } of sets) {
      const said = (name: string, of = subject.value) =>
        quads.filter((each) => each.subject.value === of && each.predicate.value.endsWith(name));
      const identifiers = said('terms/identifier').map(({ object }) => object);
      expect(identifiers.map(({ termType, value }) => [termType, value])).toEqual([
        ['Literal', expect.stringMatching(/^[a-z0-9-]+@basel-stadt$/)],
      ]);
      const licences = said('#distribution').flatMap(({ object }) =>
        said('terms/license', object.value).map((each) => each.object.value),
      );
      expect(licences.length).toBe(said('#distribution').length);
      expect(new Set(licences).size).toBe(1);
      expect(licences[0]).toMatch(/^http:\/\/dcat-ap\.ch\/vocabulary\/licenses\/terms_(open|by|ask|by_ask)$/);
    }
    for (const { predicate, object } of quads)
      if (/(conformsTo|spatial)$/.test(predicate.value)) expect(object.termType).toBe('NamedNode');
  });

  it('lead to addresses that answer', async () => {
    const quads = await turtle('/catalog.ttl');
    const addresses = new Set(
      quads
        .filter(({ predicate }) =>
          /(accessURL|landingPage|conformsTo|endpointDescription|#dataset)$/.test(predicate.value),
        )
        .map(({ object }) => object.value),
    );
    for (const address of addresses) expect([address, (await fetch(address)).status]).toEqual([address, 200]);
  });

  it('are the same in JSON-LD and RDF/XML', async () => {
    const expected = lines(await turtle('/catalog.ttl'));
    const json = (await jsonld.toRDF(
      JSON.parse((await get('/catalog.jsonld')).text) as object,
    )) as Iterable<unknown>;
    expect(lines(json)).toEqual(expected);
    const { type, text } = await get('/catalog.rdf');
    expect(type).toContain('application/rdf+xml');
    const read: unknown[] = [];
    for await (const quad of Readable.from([text]).pipe(new RdfXmlParser() as never) as Readable)
      read.push(quad);
    expect(lines(read)).toEqual(expected);
  });
});

// The last one: to read so much blocks this process, which is the program's, too; it would refuse what is asked next as overloaded.
it('services are the same in JSON-LD', async () => {
  const expected = lines(await turtle('/services.ttl'));
  const { type, text } = await get('/services.jsonld');
  expect(type).toContain('application/ld+json');
  expect(lines((await jsonld.toRDF(JSON.parse(text) as object)) as Iterable<unknown>)).toEqual(expected);
});
