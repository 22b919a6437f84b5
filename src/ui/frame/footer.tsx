/** The footer: black, columns of links, a last line. Its first column repeats the navigation for phones. */
import type { VNode } from 'preact';
import { TextLink, words } from '../parts/link.tsx';
import type { PageFrame } from './page-frame.ts';

/** Help stands at the same place on every page (WCAG 3.2.6). */
export function Footer({ frame }: { frame: PageFrame }): VNode {
  const { labels, navigation, menu = [], account, footer } = frame;
  return (
    <footer class="foot">
      <div class="wrap">
        <div class="grid">
          <nav id="menue" tabIndex={-1} aria-label={labels.frame.overview}>
            <h2>{labels.frame.overview}</h2>
            <ul role="list">
              {[...navigation, ...menu].map((item) => (
                <li key={item.href}>
                  <TextLink {...item} />
                </li>
              ))}
              {account.signOut ? (
                <li>
                  <a href={account.signOut}>{labels.frame.signOut}</a>
                </li>
              ) : null}
            </ul>
          </nav>
          {footer.columns.map((column) => (
            <div key={column.title}>
              <h2>{column.title}</h2>
              <ul role="list">
                {column.links.map((item) => (
                  <li key={item.href}>
                    <TextLink {...item} />
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
        <p class="last">{words(footer.last)}</p>
      </div>
    </footer>
  );
}
