// What a question is about: the page it was asked from, and what that page says of service, unit and topic.
import type { App } from '../../kernel/app.ts';
import type { Language } from '../../kernel/i18n/texts.ts';
import { lifeEventById, offerById, topicById, topicsWith } from '../catalogue/index.ts';
import { unitOf } from '../organisation/index.ts';

export interface About {
  /** Path on this site; empty: no page. */
  path: string;
  title?: string;
  service?: string;
  unit?: string;
  topic?: string;
}

/** Plain paths of this site only: no other host, no query, and no page that belongs to one person. */
const pagePath =
  /^\/(?!(?:fragen|konto|api|anmelden|abmelden|demo)(?:\/|$))[a-z0-9][a-z0-9-]*(?:\/[a-z0-9-]+)*$/;
const longestPath = 150;

/** Anything that is no page of ours counts as no page. */
export function aboutOf(app: App, path: unknown, language: Language): About {
  if (typeof path !== 'string' || path.length > longestPath || !pagePath.test(path)) return { path: '' };
  const [, area = '', id = ''] = path.split('/');
  if (area === 'leistungen') {
    const offer = offerById(app, id);
    return offer
      ? { path, title: offer.title[language], service: id, ...firstTopic(topicsWith(app, { service: id })) }
      : { path: '' };
  }
  if (area === 'stellen') {
    const unit = unitOf(app, id);
    return unit ? { path, title: unit.name[language], unit: id } : { path: '' };
  }
  if (area === 'lebenslagen') {
    const event = lifeEventById(app, id);
    return event
      ? { path, title: event.name[language], ...firstTopic(topicsWith(app, { lifeEvent: id })) }
      : { path: '' };
  }
  if (area === 'themen' && topicById(app, id))
    return { path, title: topicById(app, id)?.name[language] ?? id, topic: id };
  return { path, title: path };
}

const firstTopic = (topics: readonly { id: string }[]): Pick<About, 'topic'> =>
  topics[0] ? { topic: topics[0].id } : {};
