// The home page: what would you like to do; direct links, life events, help and trust, and what works online.
import { Band, Events, Figures, Ground, Hints, Rows, SearchForm, Wrap, uiLabels } from '../../../ui/index.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import {
  describedServices,
  easyHomeLink,
  lifeEventEntries,
  questionCount,
  services,
  serviceTitle,
} from '../../catalogue/index.ts';
import { newsBand } from '../../news/index.ts';
import { OpenProcesses } from '../../participation/index.ts';
import { siteOf } from '../load-site.ts';
import { siteTexts } from '../site-texts.ts';

async function home(request: Request) {
  const { app, language } = request;
  const t = siteTexts(language);
  const count = services(app).length;
  const described = describedServices(app).length;
  // What questions lead through comes first; the rest are subjects with their services.
  const [guided = [], topics = []] = [true, false].map((each) =>
    lifeEventEntries(app, language).filter((entry) => entry.guided === each),
  );
  const news = await newsBand(request);
  const [first = '', ...rest] = t('home.title').split('\n');
  return page(request, {
    scripts: ['search'],
    title: t('home.title').replace('\n', ' '),
    description: t('home.description', { canton: app.canton.name[language] }),
    indexed: true,
    content: (
      <>
        <Ground
          title={
            <>
              {first}
              {rest.map((line) => (
                <>
                  <br />
                  {line}
                </>
              ))}
            </>
          }
        >
          <SearchForm
            labels={uiLabels(language)}
            action="/suche"
            suggestions="/api/v1/search"
            placeholder={uiLabels(language).search.placeholder}
            note={t('home.searchNote', { count, described })}
          />
        </Ground>
        <Wrap>
          <Band id="direkt" title={t('home.shortcuts')} plain>
            <Hints
              links={[
                ...siteOf.of(app).shortcuts.map((id) => ({
                  label: serviceTitle(app, id, language),
                  href: `/leistungen/${id}`,
                })),
                ...easyHomeLink(app, language),
              ]}
            />
          </Band>
          <Band id="lebenslagen" title={t('home.events')} note={t('home.eventsNote')}>
            <Events items={guided} />
          </Band>
          {topics.length > 0 ? (
            <Band id="themen" title={t('home.topics')} plain>
              <Hints links={topics.map(({ label, href }) => ({ label, href }))} />
            </Band>
          ) : null}
          <OpenProcesses request={request} />
          {news}
          <Band id="hilfe" title={t('home.help')} note={t('home.helpNote')}>
            <Rows
              kind="two"
              items={[
                { title: t('home.help.duties.title'), href: '/pflichten', text: t('home.help.duties.text') },
                { title: t('home.help.units.title'), href: '/stellen', text: t('home.help.units.text') },
                {
                  title: t('home.help.accesses.title'),
                  href: '/konto/zugriffe',
                  text: t('home.help.accesses.text'),
                },
                { title: t('home.help.verify.title'), href: '/verify', text: t('home.help.verify.text') },
              ]}
            />
          </Band>
          <Band id="zahlen" title={t('home.figures')} note={t('home.figuresNote')} last>
            <Figures items={figures(request)} />
          </Band>
        </Wrap>
      </>
    ),
  });
}

/** Counted from the definitions themselves: nothing here is an estimate. */
function figures({ app, language }: Request) {
  const t = siteTexts(language);
  const all = services(app);
  const atOnce = all.filter((each) => each.process.decideAtOnce !== undefined).length;
  const questions = all.map(questionCount);
  const asked = questions.reduce((sum, each) => sum + each.asked, 0);
  const known = questions.reduce((sum, each) => sum + each.known, 0);
  return [
    { value: String(all.length), text: t('home.figure.services', { count: all.length }) },
    {
      value: String(atOnce),
      unit: t('home.figure.of', { total: all.length }),
      text: t('home.figure.atOnce'),
    },
    { value: String(known), unit: t('home.figure.of', { total: asked }), text: t('home.figure.known') },
  ];
}

export const homePage: Route = {
  method: 'GET',
  url: '/',
  may: everyone,
  kind: 'page',
  summary: 'Home page',
  shared: true,
  handle: home,
};
