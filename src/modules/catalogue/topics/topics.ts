// The canton's topics, and who is responsible for a topic or a service in a municipality: the graph behind contact, questions and reports.
import { perApp, type App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { unitOf, type Unit } from '../../organisation/index.ts';
import { offerById } from '../queries/offers.ts';
import type { Topic, Topics } from './load-topics-file.ts';

export type { Topic };

export const topicState = perApp<Topics>('The topics');

/** All topics in the order of the file. */
export const topics = (app: App): Topic[] => [...topicState.of(app).byId.values()];

export const topicById = (app: App, id: string): Topic | undefined => topicState.of(app).byId.get(id);

/** Its name in a language; the id for a topic that has gone since. */
export const topicName = (app: App, id: string, language: Language): string =>
  topicById(app, id)?.name[language] ?? id;

/** Topics that name a service, a life event or a unit; all that is given must fit. */
export function topicsWith(
  app: App,
  { service, lifeEvent, unit }: { service?: string; lifeEvent?: string; unit?: string },
): Topic[] {
  return topics(app).filter(
    (topic) =>
      (service === undefined || topic.services?.includes(service) === true) &&
      (lifeEvent === undefined || topic.lifeEvents?.includes(lifeEvent) === true) &&
      (unit === undefined || topic.units.some((each) => each.unit === unit)),
  );
}

export interface Responsible {
  unit: Unit;
  /** Only in these municipalities; absent: in the whole canton. */
  areas?: readonly string[];
  /** Not checked against an official source: said wherever it is shown. */
  unverified: boolean;
}

/**
 * The units responsible, the most important first; none for what nobody knows. A service says more than a topic: where it
 * is known, the topic isn't asked. `area` is a municipality of `canton.yaml`; without it, or for another word, come the
 * units of all municipalities, and each says where it is responsible.
 */
export function responsibleUnits(
  app: App,
  wanted: { topic?: string | undefined; service?: string | undefined; area?: string | undefined },
): Responsible[] {
  const area = app.canton.municipalities.find(({ id }) => id === wanted.area)?.id;
  return rulesFor(app, wanted).flatMap(({ unit: id, areas, unverified }) => {
    const unit = unitOf(app, id);
    if (!unit || (area !== undefined && areas?.includes(area) === false)) return [];
    return [{ unit, ...(areas && { areas }), unverified: unverified || unit.unverified === true }];
  });
}

interface Rule {
  unit: string;
  areas?: readonly string[];
  unverified: boolean;
}

function rulesFor(
  app: App,
  { topic: topicId, service }: { topic?: string | undefined; service?: string | undefined },
): Rule[] {
  const offer = service === undefined ? undefined : offerById(app, service);
  if (offer) return rulesOfService(app, offer);
  const topic = topicId === undefined ? undefined : topicById(app, topicId);
  return (topic?.units ?? []).map((each) => ({
    ...each,
    // What is doubtful is who does it in which municipality.
    unverified: topic?.unverified === true && each.areas !== undefined,
  }));
}

/** The unit of the service, but where another is named for a municipality. */
function rulesOfService(app: App, { id, owner }: { id: string; owner: string }): Rule[] {
  const rule = topicState.of(app).byService.get(id);
  if (!rule) return [{ unit: owner, unverified: false }];
  const unverified = rule.unverified === true;
  const others = Map.groupBy(Object.entries(rule.areas), ([, unit]) => unit);
  const own = app.canton.municipalities.map((each) => each.id).filter((each) => !(each in rule.areas));
  return [
    { unit: owner, areas: own, unverified: false },
    ...[...others].map(([unit, entries]) => ({ unit, areas: entries.map(([each]) => each), unverified })),
  ];
}
