// /fragen/:id: a question that everyone may read, with its answer, unit and day.
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { Band, Facts, PlainText, State, Top, Wrap, formatDate, uiLabels } from '../../../ui/index.ts';
import { offerById, topicName } from '../../catalogue/index.ts';
import { unitName } from '../../organisation/index.ts';
import { questionsTexts } from '../questions-texts.ts';
import { publishedById, type Published } from '../queries/published.ts';
import { Helped } from './helped.tsx';
import { LinkList } from './link-list.tsx';

function facts({ app, language }: Request, item: Published) {
  const t = questionsTexts(language);
  const state = item.state === 'answered' ? 'answered' : 'open';
  const service = item.service === null ? undefined : offerById(app, item.service);
  return [
    {
      term: t('fact.state'),
      value: <State tone={state === 'answered' ? 'success' : 'info'}>{t(`state.${state}`)}</State>,
    },
    {
      term: t('fact.unit'),
      value: <a href={`/stellen/${item.unit}`}>{unitName(app, item.unit, language)}</a>,
    },
    { term: t('fact.asked'), value: formatDate(item.asked_on, language) },
    item.answered_on === null
      ? { term: t('fact.due'), value: formatDate(item.due, language) }
      : { term: t('fact.answered'), value: formatDate(item.answered_on, language) },
    ...(item.topic === null
      ? []
      : [
          {
            term: t('ask.topic'),
            value: (
              <a href={`/fragen?thema=${encodeURIComponent(item.topic)}`}>
                {topicName(app, item.topic, language)}
              </a>
            ),
          },
        ]),
    ...(service
      ? [
          {
            term: t('fact.service'),
            value: <a href={`/leistungen/${service.id}`}>{service.title[language]}</a>,
          },
        ]
      : []),
  ];
}

export const publicQuestionRoute: Route = {
  method: 'GET',
  url: '/fragen/:id',
  may: everyone,
  kind: 'page',
  summary: 'A public question with its answer',
  async handle(request) {
    const { app, language, params } = request;
    const id = params['id'] ?? '';
    const item = isUuid(id) ? await publishedById(app, id) : undefined;
    if (!item) throw new Fault('NOT_FOUND');
    const t = questionsTexts(language);
    return page(request, {
      title: item.title,
      description: item.answer === '' ? item.title : item.answer.slice(0, 150),
      indexed: true,
      content: (
        <Wrap>
          <Top
            labels={uiLabels(language)}
            title={<span lang={item.language}>{item.title}</span>}
            crumbs={[{ label: t('list.title'), href: '/fragen' }]}
            tight
          />
          {item.body === '' ? null : (
            <Band id="frage" title={t('fact.body')} note={t('public.masked')}>
              <PlainText text={item.body} lang={item.language} breaks />
            </Band>
          )}
          <Band id="antwort" title={t('answer.title')}>
            {item.answer === '' ? (
              <p>{t('list.waits', { due: formatDate(item.due, language) })}</p>
            ) : (
              <div class="stack">
                <PlainText text={item.answer} lang={item.language} breaks />
                <LinkList app={app} language={language} links={item.links} />
              </div>
            )}
          </Band>
          {item.answer === '' ? null : (
            <Band id="geholfen" title={t('helped.title')}>
              <Helped request={request} action={`/fragen/${id}/geholfen`} counts={item} />
            </Band>
          )}
          <Band id="angaben" title={t('public.about')} last>
            <Facts items={facts(request, item)} />
          </Band>
        </Wrap>
      ),
    });
  },
};
