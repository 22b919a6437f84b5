// The services as CPSV-AP 3.2, so that other portals can show them: what is asked for, by whom it is answered, on which law.
import type { App } from '../../../kernel/app.ts';
import { languages, type Language, type LocalText } from '../../../kernel/i18n/texts.ts';
import {
  audienceName,
  describedServices,
  lifeEventById,
  optionalText,
  services,
  text,
} from '../../catalogue/index.ts';
import { unitName, unitOf } from '../../organisation/index.ts';
import { iri, local, newGraph, plain, typed, type Graph, type Value } from './graph.ts';
import { authority, languageCodes } from './vocabulary.ts';

/** What a definition and a description have in common, as the profile asks for it. */
interface ServiceFacts {
  id: string;
  kind: string;
  owner: string;
  audience: readonly string[];
  lifeEvents: readonly string[];
  legalBasis: readonly { act: string; number?: string; article?: string }[];
  title: LocalText;
  summary: LocalText;
  keywords?: Partial<LocalText>;
  cost?: Partial<LocalText>;
  /** Swiss francs, where it is one amount. */
  amount?: number;
  needs: readonly LocalText[];
  /** Where one can begin it. */
  channel?: string;
  related: readonly string[];
}

/** A graph of all services, online and described. */
export function serviceCatalogue(app: App): Graph {
  const graph = newGraph();
  const all = [...ofDefinitions(app), ...ofDescriptions(app)];
  const known = new Set(all.map(({ id }) => id));
  for (const facts of all) sayService(app, graph, facts, known);
  for (const language of languages)
    graph.say(authority('language', languageCodes[language]), ['dct:LinguisticSystem'], {});
  return graph;
}

const inAllLanguages = (make: (language: Language) => string): LocalText =>
  Object.fromEntries(languages.map((language) => [language, make(language)])) as LocalText;

function ofDefinitions(app: App): ServiceFacts[] {
  return services(app).map((service) => {
    const t = (key: string) => inAllLanguages((language) => text(service, language, key));
    return {
      ...service,
      title: t('title'),
      summary: t('summary'),
      keywords: t('keywords'),
      cost: Object.fromEntries(
        languages.flatMap((language) => {
          const cost = optionalText(service, language, 'facts.cost');
          return cost === undefined ? [] : [[language, cost]];
        }),
      ),
      needs: (service.needs ?? []).map((id) => t(`needs.${id}`)),
      channel: `${app.config.baseUrl}/leistungen/${service.id}/formular`,
      related: service.related ?? [],
    };
  });
}

function ofDescriptions(app: App): ServiceFacts[] {
  return describedServices(app).map((service) => ({
    ...service,
    title: service.name,
    cost: service.feeNote ?? {},
    ...(service.fee && !service.fee.per ? { amount: service.fee.amount } : {}),
    needs: service.needs ?? [],
    ...(service.web === undefined ? {} : { channel: service.web }),
    related: [],
  })) as ServiceFacts[];
}

function sayService(app: App, graph: Graph, facts: ServiceFacts, known: ReadonlySet<string>): void {
  const page = `${app.config.baseUrl}/leistungen/${facts.id}`;
  const part = (name: string, index: number) => `${page}#${name}-${index + 1}`;
  graph.say(page, ['cpsv:PublicService'], {
    'dct:identifier': plain(facts.id),
    'dct:title': local(facts.title),
    'dct:description': local(facts.summary),
    'dcat:keyword': languages.flatMap((language) =>
      (facts.keywords?.[language] ?? '')
        .split(',')
        .map((word) => word.trim())
        .filter((word) => word !== '')
        .map((word): Value => ({ text: word, language })),
    ),
    'dct:language': languages.map((language) => iri(authority('language', languageCodes[language]))),
    'dct:type': concept(app, graph, 'art', facts.kind),
    'dct:audience': facts.audience.map((id) =>
      concept(
        app,
        graph,
        'zielgruppe',
        id,
        inAllLanguages((language) => audienceName(app, id, language)),
      ),
    ),
    'dct:spatial': switzerland(graph),
    'cv:hasCompetentAuthority': authorityOf(app, graph, facts.owner),
    'cv:isGroupedBy': facts.lifeEvents.flatMap((id) => lifeEvent(app, graph, id)),
    'cv:relatedService': facts.related
      .filter((id) => known.has(id))
      .map((id) => iri(`${app.config.baseUrl}/leistungen/${id}`)),
    'cv:hasLegalResource': facts.legalBasis.map(({ act, number, article }, index) => {
      const address = part('recht', index);
      const title = [act, article, number].filter((each) => each !== undefined).join(', ');
      graph.say(address, ['eli:LegalResource'], { 'dct:title': { text: title, language: 'de' } });
      return iri(address);
    }),
    'cpsv:hasInput': facts.needs.map((need, index) => {
      const address = part('unterlage', index);
      graph.say(address, ['cv:Evidence'], {
        'dct:identifier': plain(`${facts.id}-evidence-${index + 1}`),
        'dct:title': local(need),
      });
      return iri(address);
    }),
    'cv:hasCost': costs(graph, page, facts),
    'cv:hasChannel': channels(app, graph, page, facts),
  });
}

function costs(graph: Graph, page: string, { id, cost = {}, amount }: ServiceFacts): Value[] {
  if (amount === undefined && local(cost).length === 0) return [];
  const address = `${page}#kosten`;
  const currency = authority('currency', 'CHF');
  if (amount !== undefined) graph.say(currency, ['skos:Concept'], {});
  graph.say(address, ['cv:Cost'], {
    'dct:identifier': plain(`${id}-cost`),
    'dct:description': local(cost),
    ...(amount === undefined
      ? {}
      : { 'cv:hasValue': typed(canonicalDouble(amount), 'xsd:double'), 'cv:currency': iri(currency) }),
  });
  return [iri(address)];
}

function channels(app: App, graph: Graph, page: string, { id, channel, owner }: ServiceFacts): Value[] {
  if (channel === undefined) return [];
  const address = `${page}#kanal`;
  graph.say(address, ['cv:Channel'], {
    'dct:identifier': plain(`${id}-channel`),
    'dct:type': concept(app, graph, 'kanal', 'e-service'),
    'cv:ownedBy': authorityOf(app, graph, owner),
    'foaf:page': documentAt(graph, channel),
  });
  return [iri(address)];
}

function documentAt(graph: Graph, address: string): Value {
  graph.say(address, ['foaf:Document'], {});
  return iri(address);
}

/** A word of a list of ours; the shapes ask that it is typed. */
function concept(app: App, graph: Graph, list: string, id: string, name?: LocalText): Value {
  const address = `${app.config.baseUrl}/services.ttl#${list}-${id}`;
  graph.say(address, ['skos:Concept'], {
    'skos:notation': plain(id),
    ...(name ? { 'skos:prefLabel': local(name) } : {}),
  });
  return iri(address);
}

function switzerland(graph: Graph): Value {
  const address = authority('country', 'CHE');
  graph.say(address, ['dct:Location'], {});
  return iri(address);
}

function authorityOf(app: App, graph: Graph, unit: string): Value {
  const address = `${app.config.baseUrl}/stellen/${unit}`;
  const { email, web } = unitOf(app, unit) ?? {};
  graph.say(address, ['cv:PublicOrganisation', 'org:Organization'], {
    'dct:identifier': plain(unit),
    'skos:prefLabel': local(inAllLanguages((language) => unitName(app, unit, language))),
    'dct:spatial': switzerland(graph),
    ...(web === undefined ? {} : { 'foaf:homepage': documentAt(graph, web) }),
    ...(email === undefined ? {} : { 'vcard:hasEmail': iri(`mailto:${email}`) }),
  });
  return iri(address);
}

function lifeEvent(app: App, graph: Graph, id: string): Value[] {
  const event = lifeEventById(app, id);
  if (!event) return [];
  const address = `${app.config.baseUrl}/lebenslagen/${id}`;
  graph.say(address, ['cv:Event', 'cv:LifeEvent'], {
    'dct:identifier': plain(id),
    'dct:title': local(event.name),
    'dct:description': local(event.hint),
  });
  return [iri(address)];
}

/** As XML Schema 1.1, part 2, E.2 writes a double, so that JSON-LD, which writes all so, tells the same: 20 is 2.0E1. */
const canonicalDouble = (value: number): string => {
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  return `${digits.includes('.') ? digits : `${digits}.0`}E${exponent.replace('+', '')}`;
};
