// Pages: puts a module's content into the frame that all pages share (header, languages, navigation, account, footer).
import type { ComponentChildren } from 'preact';
import { PageLayout, renderPage, uiLabels, words, type LinkItem, type PageFrame } from '../../ui/index.ts';
import { actingRules } from '../acting.ts';
import type { Actor } from '../actor.ts';
import type { App } from '../app.ts';
import { longDay } from '../i18n/long-day.ts';
import type { Language } from '../i18n/texts.ts';
import { barOf } from './page-bar.ts';
import { inLineAndMenu, navigationOf, staffHome } from './navigation.ts';
import { kernelTexts } from '../texts/kernel-texts.ts';
import type { Cookie, Reply, Request } from './route.ts';

export type ScriptName =
  | 'addresses'
  | 'search'
  | 'answers'
  | 'locationMap'
  | 'passkey'
  | 'secretBallot'
  | 'push'
  | 'reportsMap'
  | 'communityLive';

export interface Page {
  title: string;
  content: ComponentChildren;
  status?: number;
  hasErrors?: boolean;
  description?: string;
  /** May be found by search engines; personal pages and forms are not. */
  indexed?: boolean;
  feed?: { href: string; title: string };
  /** Scripts of our own; the page works without them, or says why it can't. */
  scripts?: readonly ScriptName[];
  cookies?: Cookie[];
  /** Seconds after which browsers load the page anew; only where people have asked for it (WCAG 2.2.2, 3.2.5). */
  refresh?: number;
}

/** What the frame needs to know of a request; error pages have no more than this. */
export interface FrameContext {
  app: App;
  actor: Actor;
  language: Language;
  url: string;
}

/** Renders a page as a reply. Staff get the denser pages. */
export function page(request: Request, content: Page): Reply {
  return framed(request, content);
}

export function framed(context: FrameContext, content: Page): Reply {
  const body = renderPage(
    <PageLayout
      frame={pageFrame(context, content)}
      title={content.title}
      hasErrors={content.hasErrors}
      staff={context.actor.kind === 'staff'}
      description={content.description}
      noIndex={!content.indexed}
      feed={content.feed}
      scripts={content.scripts?.map((name) => context.app.assets[name])}
    >
      {content.content}
    </PageLayout>,
  );
  return {
    status: content.status ?? 200,
    type: 'text/html; charset=utf-8',
    body,
    ...(content.cookies ? { cookies: content.cookies } : {}),
    ...(content.refresh === undefined ? {} : { headers: { refresh: String(content.refresh) } }),
  };
}

function pageFrame({ app, actor, language, url }: FrameContext, { indexed }: Page): PageFrame {
  const t = kernelTexts(language);
  const labels = uiLabels(language);
  const path = withoutLanguage(url);
  const demo = app.config.mode === 'demo';
  const staff = actor.kind === 'staff';
  const canton = app.canton.name[language];
  const columns = (['help', 'trust', 'open'] as const)
    .map((column) => ({
      title: t(`footer.${column}`),
      links: app.modules
        .flatMap((module) => module.footer ?? [])
        .filter((link) => link.column === column && (link.shown?.(app) ?? true))
        .map((link) => ({ href: link.href, label: link.label(language) })),
    }))
    .filter((column) => column.links.length > 0);
  const areas = inLineAndMenu(navigation(app, actor, language, path));
  const signedIn = actor.kind === 'person' || actor.kind === 'staff';
  return {
    labels,
    assets: app.assets,
    baseUrl: app.config.baseUrl,
    path,
    brand: {
      name: t('brand'),
      subtitle: demo ? t('demoSuffix', { canton }) : canton,
      href: staff ? staffHome(app, actor) : '/',
    },
    navigation: areas.line,
    menu: areas.menu,
    account: signedIn
      ? {
          href: staff ? staffHome(app, actor) : '/konto',
          label: actor.name,
          ...(staff
            ? {}
            : { before: t(actor.kind === 'person' && actor.acting ? 'accountOf' : 'myAccount') }),
          current:
            path.startsWith('/konto') ||
            (actor.kind === 'person' && path.startsWith(actingRules(app).chooseAt)),
          signOut: '/abmelden',
        }
      : {
          href: `/anmelden?weiter=${encodeURIComponent(path)}`,
          label: t('signIn'),
          current: path.startsWith('/anmelden'),
        },
    ...(demo
      ? {
          demo: {
            realSite: {
              name: new URL(app.canton.realWebsite).hostname.replace(/^www\./, ''),
              href: app.canton.realWebsite,
            },
          },
        }
      : {}),
    acting: actingBar(app, actor, language),
    bar: barOf(app, language),
    ...(indexed && !staff
      ? {
          below: app.modules
            .flatMap((module) => module.pageLinks ?? [])
            .map((link) => ({ href: link.href(path.split('?')[0] ?? '/'), label: link.label(language) })),
        }
      : {}),
    footer: {
      columns,
      last: t(demo ? 'footer.lastDemo' : 'footer.last', {
        canton,
        date: longDay(language, app.clock.today()),
      }),
    },
  };
}

/** For whom somebody acts, on every page: nobody shall do for another person what they meant for themselves. */
function actingBar(app: App, actor: Actor, language: Language): PageFrame['acting'] {
  if (actor.kind !== 'person' || !actor.acting) return undefined;
  const t = kernelTexts(language);
  const { by, lapsed, until, byLaw, unconfirmed } = actor.acting;
  const names = { by: by.name, name: actor.name };
  return {
    tone: lapsed ? 'warning' : 'info',
    label: t('acting.region'),
    content: (
      <>
        {words(
          unconfirmed
            ? t('acting.unconfirmed', names)
            : lapsed
              ? t(byLaw ? 'acting.lapsedByLaw' : 'acting.lapsed', names)
              : until === undefined
                ? t('acting.byLaw', names)
                : t(byLaw ? 'acting.byLawUntil' : 'acting.for', {
                    ...names,
                    until: longDay(language, until),
                  }),
        )}{' '}
        <a href={actingRules(app).chooseAt}>{t('acting.choose')}</a>
      </>
    ),
  };
}

function navigation(app: App, actor: Actor, language: Language, path: string): LinkItem[] {
  const items = navigationOf(app, actor);
  // The longest address that the page lies under is the current area; "/" only for itself.
  const current = items
    .flatMap((item) => [item.href, ...(item.covers ?? [])].map((under) => ({ href: item.href, under })))
    .filter(({ under }) => path === under || (under !== '/' && path.startsWith(under)))
    .sort((a, b) => b.under.length - a.under.length)[0]?.href;
  return items.map((item) => ({
    href: item.href,
    label: item.label(language),
    current: item.href === current,
  }));
}

/** The address without its `lang` parameter. */
function withoutLanguage(url: string): string {
  const [asked = '/', query] = url.split('?', 2);
  // A link to «//elsewhere/» would leave the site: two slashes begin another host.
  const path = asked.replace(/^[/\\]+/, '/');
  const pairs = (query ?? '').split('&').filter((pair) => pair !== '' && !/^lang(=|$)/.test(pair));
  return pairs.length > 0 ? `${path}?${pairs.join('&')}` : path;
}
