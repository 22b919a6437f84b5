// /fragen: questions that everyone may read, by topic, unit and state, and searched; as a feed at /fragen/feed.atom.
import { atomFeed } from '../../../kernel/atom.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import { everyone } from '../../../kernel/permission.ts';
import {
  Band,
  Button,
  Choice,
  Disclosure,
  EmptyState,
  Form,
  Hints,
  Pagination,
  Rows,
  State,
  TextField,
  Top,
  Wrap,
  formatDate,
  uiLabels,
  type RowItem,
} from '../../../ui/index.ts';
import { topicById, topicName, topics } from '../../catalogue/index.ts';
import { unitName, unitOf } from '../../organisation/index.ts';
import { configOf } from '../questions-config.ts';
import { questionsTexts } from '../questions-texts.ts';
import {
  publishedQuestions,
  unitsOfPublished,
  type Published,
  type PublishedFilter,
} from '../queries/published.ts';

const pageSize = 20;
const longestWords = 200;
export const publicStates = ['open', 'answered'] as const;

/** What is not a topic, unit or state of ours filters nothing. */
function filterOf({ app, query }: Request): PublishedFilter {
  const words = (query['q'] ?? '').slice(0, longestWords).trim();
  return {
    topic: topicById(app, query['thema'] ?? '')?.id,
    unit: unitOf(app, query['stelle'] ?? '')?.id,
    state: publicStates.find((each) => each === query['stand']),
    words: words === '' ? undefined : words,
  };
}

const addressOf = (path: string, filter: PublishedFilter, cursor?: string): string => {
  const { topic: thema, unit: stelle, state: stand, words: q } = filter;
  const asked = Object.entries({ thema, stelle, stand, q, cursor }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return asked.length === 0 ? path : `${path}?${new URLSearchParams(asked).toString()}`;
};

async function show(request: Request): Promise<Reply> {
  const { app, language, query } = request;
  const t = questionsTexts(language);
  const labels = uiLabels(language);
  const filter = filterOf(request);
  const { items, next } = await publishedQuestions(app, {
    ...filter,
    limit: pageSize,
    after: readPageKey(query['cursor'], 'instant', 'uuid'),
  });
  return page(request, {
    title: t('list.title'),
    description: t('list.lead', { days: configOf.of(app).answer.workingDays }),
    indexed: true,
    feed: { href: addressOf('/fragen/feed.atom', filter), title: t('list.title') },
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={t('list.title')}
          lead={t('list.lead', { days: configOf.of(app).answer.workingDays })}
          action={
            <Button go href="/fragen/neu">
              {t('ask.title')}
            </Button>
          }
        >
          <div class="below">
            <Hints
              links={[
                { label: t('knowledge.title'), href: '/wissen' },
                { label: t('times.title'), href: '/antwortzeiten' },
                { label: t('list.feed'), href: addressOf('/fragen/feed.atom', filter) },
                { label: t('list.follow'), href: addressOf('/abonnieren', {}).concat(followOf(filter)) },
              ]}
            />
          </div>
        </Top>
        <Band id="suchen" title={t('list.search')}>
          <FilterForm request={request} filter={filter} withQuestions={await unitsOfPublished(app)} />
        </Band>
        <Band id="fragen" title={t('list.questions')} last>
          {items.length === 0 ? (
            <EmptyState text={t('list.none')}>
              <a href="/fragen/neu">{t('ask.title')}</a>
            </EmptyState>
          ) : (
            <Rows items={items.map((item) => publishedRow(request, item))} />
          )}
          <Pagination
            labels={labels}
            href={next ? addressOf('/fragen', filter, next) : undefined}
            hidden={t('list.questions')}
          />
        </Band>
      </Wrap>
    ),
  });
}

const followOf = ({ topic, unit }: PublishedFilter): string => {
  const about = Object.entries({ topic, unit }).flatMap(([facet, id]) =>
    id === undefined ? [] : [[facet, id]],
  );
  return about.length === 0 ? '' : `?${new URLSearchParams(about).toString()}`;
};

function FilterForm({
  request,
  filter,
  withQuestions,
}: {
  request: Request;
  filter: PublishedFilter;
  withQuestions: readonly string[];
}) {
  const { app, language } = request;
  const t = questionsTexts(language);
  const labels = uiLabels(language);
  return (
    <Form plain action="/fragen" method="get" label={t('list.search')}>
      <TextField
        labels={labels}
        id="q"
        name="q"
        label={t('list.words')}
        optional
        value={filter.words ?? ''}
        maxLength={longestWords}
      />
      <Disclosure
        summary={t('list.narrow')}
        open={[filter.topic, filter.unit, filter.state].some((each) => each !== undefined)}
      >
        <Choice
          labels={labels}
          id="thema"
          name="thema"
          label={t('ask.topic')}
          optional
          as="select"
          value={filter.topic ?? ''}
          options={topics(app).map(({ id, name }) => ({ value: id, label: name[language] }))}
        />
        <Choice
          labels={labels}
          id="stelle"
          name="stelle"
          label={t('fact.unit')}
          optional
          as="select"
          value={filter.unit ?? ''}
          options={withQuestions.map((id) => ({ value: id, label: unitName(app, id, language) }))}
        />
        <Choice
          labels={labels}
          id="stand"
          name="stand"
          label={t('fact.state')}
          optional
          as="select"
          value={filter.state ?? ''}
          options={publicStates.map((state) => ({ value: state, label: t(`state.${state}`) }))}
        />
      </Disclosure>
      <Button variant="secondary">{t('list.show')}</Button>
    </Form>
  );
}

export function publishedRow({ app, language }: Request, item: Published): RowItem {
  const t = questionsTexts(language);
  const state = item.state === 'answered' ? 'answered' : 'open';
  return {
    when: formatDate(item.answered_on ?? item.asked_on, language, 'day'),
    title: <span lang={item.language}>{item.title}</span>,
    href: `/fragen/${item.question_id}`,
    text: [
      unitName(app, item.unit, language),
      ...(item.topic === null ? [] : [topicName(app, item.topic, language)]),
    ].join(', '),
    act: <State tone={state === 'answered' ? 'success' : 'info'}>{t(`state.${state}`)}</State>,
  };
}

async function feed(request: Request): Promise<Reply> {
  const { app, language, query } = request;
  const t = questionsTexts(language);
  const filter = filterOf(request);
  const after = readPageKey(query['cursor'], 'instant', 'uuid');
  // An answer that comes later is new in the feed, too.
  const by = 'changed_at';
  const { items, next } = await publishedQuestions(app, { ...filter, by, limit: pageSize, after });
  const newest = after ? (await publishedQuestions(app, { ...filter, by, limit: 1 })).items[0] : items[0];
  return atomFeed(request, {
    title: t('list.title'),
    author: app.canton.name[language],
    page: addressOf('/fragen', filter),
    updated: newest?.changed_at ?? new Date(0),
    entries: items.map((item) => ({
      key: `/fragen/${item.question_id}`,
      title: item.title,
      updated: item.changed_at,
      published: item.published_at,
      path: `/fragen/${item.question_id}`,
      summary: item.answer === '' ? t('list.waits', { due: formatDate(item.due, language) }) : item.answer,
      author: unitName(app, item.unit, language),
      categories:
        item.topic === null
          ? []
          : [{ scheme: 'topic', term: item.topic, label: topicName(app, item.topic, language) }],
    })),
    next,
    keyName: 'cursor',
  });
}

export const publicListRoutes: Route[] = [
  {
    method: 'GET',
    url: '/fragen',
    may: everyone,
    kind: 'page',
    summary: 'Public questions with their answers (thema, stelle, stand, q)',
    perMinute: 240,
    handle: show,
  },
  {
    method: 'GET',
    url: '/fragen/feed.atom',
    may: everyone,
    kind: 'file',
    summary: 'The same list as an Atom feed',
    perMinute: 240,
    handle: feed,
  },
];
