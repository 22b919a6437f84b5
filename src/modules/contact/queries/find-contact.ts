// Who is responsible for what somebody asks about: by topic, service or unit, or by words with typos, through the one search.
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import {
  offerById,
  responsibleUnits,
  search,
  topicById,
  topicsWith,
  type Found,
  type Responsible,
} from '../../catalogue/index.ts';
import { unitOf } from '../../organisation/index.ts';

export interface Asked {
  q: string;
  topic?: string | undefined;
  service?: string | undefined;
  unit?: string | undefined;
  /** A municipality of the canton. */
  area?: string | undefined;
}

/** What the answer is about; without a title where nothing was asked or found. */
export interface ContactAnswer {
  subject: { kind: 'topic' | 'service' | 'unit'; id: string; title: string } | undefined;
  units: Responsible[];
  /** Other things that may be meant. */
  others: { kind: 'topic' | 'service' | 'unit'; id: string; title: string }[];
}

type Subject = NonNullable<ContactAnswer['subject']>;
const most = 8;
const mostOthers = 6;

/** Chosen things first, then words: so that a link to a choice stays what it was. */
export async function findContact(app: App, asked: Asked, language: Language): Promise<ContactAnswer> {
  const chosen = chosenSubject(app, asked, language);
  const found = asked.q.trim() === '' ? [] : await subjectsFor(app, asked.q, language);
  const [best, ...rest] = chosen ? [chosen, ...found] : found;
  if (!best) return { subject: undefined, units: [], others: [] };
  const others = rest.filter(({ kind, id }) => kind !== best.kind || id !== best.id);
  return { subject: best, units: unitsFor(app, best, asked.area), others: others.slice(0, mostOthers) };
}

function chosenSubject(app: App, { topic, service, unit }: Asked, language: Language): Subject | undefined {
  const offer = service === undefined ? undefined : offerById(app, service);
  if (offer) return { kind: 'service', id: offer.id, title: offer.title[language] };
  const about = topic === undefined ? undefined : topicById(app, topic);
  if (about) return { kind: 'topic', id: about.id, title: about.name[language] };
  const asked = unit === undefined ? undefined : unitOf(app, unit);
  return asked && { kind: 'unit', id: asked.id, title: asked.name[language] };
}

function unitsFor(app: App, { kind, id }: Subject, area: string | undefined): Responsible[] {
  if (kind !== 'unit')
    return responsibleUnits(app, kind === 'topic' ? { topic: id, area } : { service: id, area });
  const unit = unitOf(app, id);
  return unit ? [{ unit, unverified: unit.unverified === true }] : [];
}

/** Finds of the search as things that somebody is responsible for, each once, the best first. */
async function subjectsFor(app: App, q: string, language: Language): Promise<Subject[]> {
  const { items } = await search(app, { q, lang: language, limit: most });
  const subjects = items.flatMap((item) => subjectOf(app, item, language));
  return [...new Map(subjects.map((each) => [`${each.kind} ${each.id}`, each])).values()];
}

function subjectOf(app: App, { type, id, title }: Found, language: Language): Subject[] {
  if (type === 'service' || type === 'unit' || type === 'topic') return [{ kind: type, id, title }];
  if (type !== 'life-event') return [];
  return topicsWith(app, { lifeEvent: id }).map((topic) => ({
    kind: 'topic',
    id: topic.id,
    title: topic.name[language],
  }));
}
