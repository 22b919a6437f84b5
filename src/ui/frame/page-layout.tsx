/** The document around every page: head, skip link, banner, header, main, footer. No inline script, no inline style. */
import type { VNode } from 'preact';
import { TextLink, type Children, type LinkItem } from '../parts/link.tsx';
import { Bar, DemoStrip } from './strips.tsx';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';
import { inLanguage, languageLinks, type PageFrame } from './page-frame.ts';

export interface PageLayoutProps {
  frame: PageFrame;
  /** Name of the page; the title becomes "Name · Drehscheibe". */
  title: string;
  /** The form on it has errors: the title starts with "Fehler:" (WCAG 2.4.2, 3.3.1). */
  hasErrors?: boolean | undefined;
  /** Denser type and wider page for people who work with it all day. */
  staff?: boolean | undefined;
  /** One sentence for search engines and link previews. */
  description?: string | undefined;
  /** Personal pages, forms, errors. */
  noIndex?: boolean | undefined;
  /** Address of `<link rel="alternate" type="application/atom+xml">`, if the list has a feed. */
  feed?: { href: string; title: string } | undefined;
  /** Addresses of scripts that make the page easier and that it works without. */
  scripts?: readonly string[] | undefined;
  children?: Children;
}

/** Language (3.1.1), title (2.4.2), skip link (2.4.1), landmarks (1.3.1), zoom not blocked (1.4.4). */
export function PageLayout(props: PageLayoutProps): VNode {
  const { frame } = props;
  return (
    <html lang={frame.labels.locale}>
      <Head {...props} />
      <body class={props.staff ? 'staff' : undefined}>
        <a class="skip" href="#inhalt">
          {frame.labels.frame.skip}
        </a>
        {frame.demo ? <DemoStrip labels={frame.labels} realSite={frame.demo.realSite} /> : null}
        <Header frame={frame} />
        {frame.acting ? <Bar {...frame.acting} /> : null}
        {frame.bar ? <Bar {...frame.bar} /> : null}
        <main id="inhalt" tabIndex={-1}>
          {props.children}
          <Below links={frame.below ?? []} />
        </main>
        <Footer frame={frame} />
      </body>
    </html>
  );
}

/** At the same place on every page (WCAG 3.2.6). */
function Below({ links }: { links: readonly LinkItem[] }): VNode | null {
  if (links.length === 0) return null;
  return (
    <div class="wrap below">
      {links.map((link) => (
        <p key={link.href} class="small">
          <TextLink {...link} />
        </p>
      ))}
    </div>
  );
}

function Head({ frame, title, hasErrors, description, noIndex, feed, scripts }: PageLayoutProps): VNode {
  const { labels, assets, baseUrl, path, brand } = frame;
  const name = `${title} · ${brand.name}`;
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{hasErrors ? `${labels.frame.errorPrefix} ${name}` : name}</title>
      {description ? <meta name="description" content={description} /> : null}
      {noIndex ? <meta name="robots" content="noindex" /> : null}
      <link rel="preload" href={assets.font} as="font" type="font/woff2" crossorigin="anonymous" />
      <link rel="stylesheet" href={assets.css} />
      <link rel="icon" href={assets.icon} type="image/svg+xml" />
      <link rel="canonical" href={`${baseUrl}${inLanguage(path, labels.lang)}`} />
      {languageLinks(path).map(({ lang, href }) => (
        <link key={lang} rel="alternate" hreflang={lang} href={`${baseUrl}${href}`} />
      ))}
      <link rel="alternate" hreflang="x-default" href={`${baseUrl}${path}`} />
      {(scripts ?? []).map((src) => (
        <script key={src} type="module" src={src} />
      ))}
      {feed ? <link rel="alternate" type="application/atom+xml" title={feed.title} href={feed.href} /> : null}
    </head>
  );
}
