// `/catalog.*` and `/services.*`: the catalogues as linked data, for portals that harvest them.
import type { App } from '../../../kernel/app.ts';
import type { Reply, Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { dataCatalogue } from '../rdf/data-catalogue.ts';
import type { Graph } from '../rdf/graph.ts';
import { serviceCatalogue } from '../rdf/service-catalogue.ts';
import { rdfTypes, writeRdf, type RdfFormat } from '../rdf/write-rdf.ts';
import { openHeaders } from './open-headers.ts';

/** Harvesters come once a day; whoever asks more often gets what was written a moment ago. */
const keptFor = 5 * 60_000;
const written = new WeakMap<App, Map<string, { until: number; text: Promise<string> }>>();

async function file(
  app: App,
  name: string,
  format: RdfFormat,
  make: (app: App) => Graph | Promise<Graph>,
): Promise<Reply> {
  const kept = written.get(app) ?? new Map<string, { until: number; text: Promise<string> }>();
  written.set(app, kept);
  const key = `${name}.${format}`;
  const now = app.clock.now().getTime();
  let found = kept.get(key);
  if (!found || found.until <= now) {
    const text = Promise.resolve(make(app)).then(({ quads }) => writeRdf(quads, format));
    found = { until: now + keptFor, text };
    kept.set(key, found);
    // A failed query is asked again by the next one.
    text.catch(() => kept.delete(key));
  }
  return { status: 200, type: rdfTypes[format], body: await found.text, headers: { ...openHeaders } };
}

const route = (
  name: 'catalog' | 'services',
  format: RdfFormat,
  summary: string,
  make: (app: App) => Graph | Promise<Graph>,
): Route => ({
  method: 'GET',
  url: `/${name}.${format}`,
  may: everyone,
  kind: 'api',
  perMinute: 60,
  summary,
  handle: ({ app }) => file(app, name, format, make),
});

export const catalogueFiles: Route[] = [
  route('catalog', 'ttl', 'The data sets as DCAT-AP CH, in Turtle', dataCatalogue),
  route('catalog', 'jsonld', 'The data sets as DCAT-AP CH, in JSON-LD', dataCatalogue),
  route('catalog', 'rdf', 'The data sets as DCAT-AP CH, in RDF/XML', dataCatalogue),
  route('services', 'ttl', 'The services as CPSV-AP 3.2, in Turtle', serviceCatalogue),
  route('services', 'jsonld', 'The services as CPSV-AP 3.2, in JSON-LD', serviceCatalogue),
];
