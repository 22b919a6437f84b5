/** The header: mark and name, languages, main areas, account. */
import type { VNode } from 'preact';
import type { LinkItem } from '../parts/link.tsx';
import { languageLinks, type PageFrame } from './page-frame.ts';
import { BrandMark } from './brand-mark.tsx';

/** Languages name themselves, so they are the same on every page (WCAG 3.1.2, 3.2.3). */
const languageNames = { de: 'Deutsch', fr: 'Français', it: 'Italiano', en: 'English' } as const;

/** Same order and names on every page (WCAG 3.2.3, 3.2.4); on phones "Menü" jumps to the footer, no script needed. */
export function Header({ frame }: { frame: PageFrame }): VNode {
  const { brand } = frame;
  return (
    <header class="head">
      <div class="wrap">
        <a class="brand" href={brand.href}>
          <BrandMark />
          <span>
            <b>{brand.name}</b> {brand.subtitle}
          </span>
        </a>
        <LanguageSwitch frame={frame} />
      </div>
      <MainNavigation frame={frame} />
    </header>
  );
}

function LanguageSwitch({ frame }: { frame: PageFrame }): VNode {
  return (
    <nav aria-label={frame.labels.frame.language}>
      <ul class="lang" role="list">
        {languageLinks(frame.path).map(({ lang, href }) => (
          <li key={lang}>
            <a
              href={href}
              lang={lang}
              hreflang={lang}
              aria-current={lang === frame.labels.lang ? 'true' : undefined}
            >
              {lang}
              <span class="ds-sr-only"> {languageNames[lang]}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function MainNavigation({ frame }: { frame: PageFrame }): VNode {
  const { labels, account } = frame;
  return (
    <nav class="nav" aria-label={labels.frame.mainNavigation}>
      <div class="wrap">
        <ul role="list">
          <Areas areas={frame.navigation} />
          {frame.menu?.length ? <Folded summary={labels.frame.moreAreas} areas={frame.menu} /> : null}
          <li class="menu">
            <a href="#menue">{labels.frame.menu}</a>
          </li>
          <li class="end">
            <a href={account.href} aria-current={account.current ? 'page' : undefined}>
              {account.before ? <span class="wide">{account.before}</span> : null}
              {account.label}
              {account.after ? <span class="wide">{account.after}</span> : null}
            </a>
          </li>
          {account.signOut ? (
            <li class="out">
              <a href={account.signOut}>{labels.frame.signOut}</a>
            </li>
          ) : null}
        </ul>
      </div>
    </nav>
  );
}

function Areas({ areas }: { areas: readonly LinkItem[] }): VNode {
  return (
    <>
      {areas.map((item) => (
        <li key={item.href}>
          <a href={item.href} aria-current={item.current ? 'page' : undefined}>
            {item.label}
          </a>
        </li>
      ))}
    </>
  );
}

/** A second line of areas, opened without script. It pushes the page down and covers nothing (WCAG 2.4.11); open where one is. */
function Folded({ summary, areas }: { summary: string; areas: readonly LinkItem[] }): VNode {
  return (
    <li>
      <details open={areas.some((area) => area.current)}>
        <summary>{summary}</summary>
        <ul class="wrap" role="list">
          <Areas areas={areas} />
        </ul>
      </details>
    </li>
  );
}
