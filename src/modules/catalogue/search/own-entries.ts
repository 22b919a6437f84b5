// What the catalogue itself puts into the search: services, units, life events and duties.
import { namesOfCondition, type ServiceDefinition } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import { languages, type Language } from '../../../kernel/i18n/texts.ts';
import { queueOnce } from '../../../kernel/jobs/queue-once.ts';
import { departmentOf, unitKind, unitName, units } from '../../organisation/index.ts';
import { indexForSearch, indexHash, type SearchEntry } from '../actions/index-for-search.ts';
import { catalogueTexts } from '../catalogue-texts.ts';
import type { Duty } from '../definitions/load-duties.ts';
import { describedServices, type DescribedService } from '../queries/described.ts';
import { dutiesOf, dutyHref } from '../queries/duties.ts';
import { lifeEvents, type LifeEvent } from '../queries/life-events.ts';
import { offers, offersFor } from '../queries/offers.ts';
import { awaitedIndex, searchIsComplete } from '../queries/search-complete.ts';
import { services } from '../queries/services.ts';
import { text } from '../queries/text.ts';
import { topics } from '../topics/topics.ts';

type Texts = NonNullable<SearchEntry['texts'][Language]>;

const inAllLanguages = (make: (language: Language) => Texts): SearchEntry['texts'] =>
  Object.fromEntries(languages.map((language) => [language, make(language)]));

/** Texts of letters and error messages are not what people search for. */
const notSearched = /^(title|summary|keywords|start|submit|letters\..*|fields\..*\.(checks\..*|pattern))$/;

function serviceEntry(app: App, definition: ServiceDefinition): SearchEntry {
  return {
    id: definition.id,
    url: `/leistungen/${definition.id}`,
    texts: inAllLanguages((language) => ({
      title: text(definition, language, 'title'),
      summary: text(definition, language, 'summary'),
      keywords: text(definition, language, 'keywords'),
      text: [
        unitName(app, definition.owner, language),
        ...definition.legalBasis.map(({ act, number = '' }) => `${act} ${number}`),
        ...Object.entries(definition.texts[language])
          .filter(([key]) => !notSearched.test(key))
          .map(([, value]) => value),
      ].join(' '),
    })),
  };
}

/** What works here comes before what is only described. */
const describedWeight = 0.9;

function describedEntry(app: App, service: DescribedService): SearchEntry {
  return {
    id: service.id,
    url: `/leistungen/${service.id}`,
    weight: describedWeight,
    texts: inAllLanguages((language) => ({
      title: service.name[language],
      summary: service.summary[language],
      keywords: service.keywords?.[language] ?? '',
      text: [
        unitName(app, service.owner, language),
        ...service.legalBasis.map(({ act, number = '' }) => `${act} ${number}`),
        ...(service.needs ?? []).map((each) => each[language]),
        service.good?.[language] ?? '',
      ].join(' '),
    })),
  };
}

/** Found by its own words, those of the questions that it follows from, and the law. */
function dutyEntry(app: App, duty: Duty): SearchEntry {
  const { facts } = dutiesOf.of(app);
  const names = new Set(namesOfCondition(duty.when));
  const asked = facts.filter(({ id }) => names.has(id));
  return {
    id: duty.id,
    url: dutyHref(duty.id),
    texts: inAllLanguages((language) => ({
      title: duty.title[language],
      summary: duty.text[language],
      text: [...asked.map(({ label }) => label[language]), ...duty.legalBasis].join(' '),
    })),
  };
}

/** What there is, or the words of the life event as long as nothing is online. */
function summaryOf(app: App, event: LifeEvent, language: Language): string {
  const titles = offersFor(app, event.id)
    .filter((offer) => offer.online)
    .map((offer) => offer.title[language]);
  return titles.length > 0 ? titles.join(', ') : event.hint[language];
}

const serviceEntries = (app: App): SearchEntry[] => [
  ...services(app).map((definition) => serviceEntry(app, definition)),
  ...describedServices(app).map((service) => describedEntry(app, service)),
];

/** Job: what a start has left because it is much. */
export async function indexServices(app: App): Promise<void> {
  await indexForSearch(app, 'service', 1, serviceEntries(app));
}

/** More definitions than this are indexed after the start: stemming them takes PostgreSQL some milliseconds each. */
const mostAtStart = 200;

/** Services of a small catalogue can be found from the start; a large one queues a job when its content has changed. */
async function startIndexOfServices(app: App): Promise<void> {
  const awaited: { hash: string | undefined } = { hash: undefined };
  awaitedIndex.set(app, awaited);
  if (services(app).length <= mostAtStart) return indexServices(app);
  awaited.hash = indexHash(1, serviceEntries(app));
  if (await searchIsComplete(app)) return;
  await queueOnce(app, 'catalogue.index-services');
}

/** Fills the index where the content has changed since the last start. */
export async function indexCatalogue(app: App): Promise<void> {
  await startIndexOfServices(app);
  await indexForSearch(
    app,
    'life-event',
    // A life event repeats the words of its services; what can be done at once comes first.
    0.7,
    lifeEvents(app).map((event) => ({
      id: event.id,
      url: `/lebenslagen/${event.id}`,
      texts: inAllLanguages((language) => ({
        title: event.name[language],
        summary: summaryOf(app, event, language),
        keywords: event.keywords?.[language] ?? '',
        text: event.hint[language],
      })),
    })),
  );
  const offersOf = Map.groupBy(offers(app), (offer) => offer.owner);
  await indexForSearch(
    app,
    'unit',
    0.9,
    units(app).map((unit) => ({
      id: unit.id,
      url: `/stellen/${unit.id}`,
      texts: inAllLanguages((language) => ({
        title: unit.name[language],
        summary: unit.responsibility[language],
        short: unit.abbr ?? '',
        // Whoever asks when it is open or for its number looks for the office, not for what it does.
        keywords: `${unit.keywords?.[language] ?? ''}, ${catalogueTexts(language)('unit.searchWords')}`,
        text: [
          unitKind(app, unit, language),
          departmentOf(app, unit.id)?.name[language] ?? '',
          ...(offersOf.get(unit.id) ?? []).map((offer) => offer.title[language]),
        ].join(' '),
      })),
    })),
  );
  await indexForSearch(
    app,
    'topic',
    // A topic is wide: the service or the unit itself comes before it.
    0.5,
    topics(app).map(({ id, name, keywords, units: responsible }) => ({
      id,
      url: `/kontakt?thema=${id}`,
      texts: inAllLanguages((language) => ({
        title: name[language],
        summary: responsible.map(({ unit }) => unitName(app, unit, language)).join(', '),
        keywords: keywords[language],
      })),
    })),
  );
  await indexForSearch(
    app,
    'duty',
    // The service that fulfils a duty comes before it.
    0.5,
    dutiesOf.of(app).duties.map((duty) => dutyEntry(app, duty)),
  );
}
