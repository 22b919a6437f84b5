/** Turns a page into the bytes of an HTML document. */
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';

/**
 * Characters that must not reach a page: C0 and C1 controls (invalid in HTML) and bidirectional overrides,
 * with which a name could turn the rest of a line around (Unicode TR36, "bidi spoofing").
 */
const unseen = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g;

/** Renders a whole document with doctype. preact escapes every text and attribute. */
export function renderPage(page: VNode): string {
  return `<!doctype html>\n${renderToString(page)}`.replace(unseen, '');
}
