// Fills in server-rendered forms as a person would: only controls that the page shows, typed as text, files chosen.
import type { FormBody, UploadedFile } from '../../src/engine/index.ts';
import type { CookieJar } from '../support/cookie-jar.ts';

export interface ShownForm {
  action: string;
  /** Values of hidden fields by name; a name may come several times. */
  hidden: [string, string][];
  /** Names of controls that can be filled in. */
  controls: Set<string>;
  html: string;
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const plain = (text: string) =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '');

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? undefined : plain(found);
}

/** The form of the page whose action begins with `action`. */
export function formIn(html: string, action: string): ShownForm | undefined {
  for (const [, head = '', content = ''] of html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)) {
    const target = attribute(head, 'action') ?? '';
    if (!target.startsWith(action) || attribute(head, 'method') !== 'post') continue;
    const hidden: [string, string][] = [];
    const controls = new Set<string>();
    for (const [tag] of content.matchAll(/<(?:input|select|textarea)\b[^>]*>/g)) {
      const name = attribute(tag, 'name');
      if (name === undefined) continue;
      if (attribute(tag, 'type') === 'hidden') hidden.push([name, attribute(tag, 'value') ?? '']);
      else controls.add(name);
    }
    return { action: target, hidden, controls, html };
  }
  return undefined;
}

const samples: Record<string, Buffer> = {
  'application/pdf': Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'),
  'image/jpeg': Buffer.from(
    '/9j/4AAQSkZJRgABAQEAYABgAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/yQALCAABAAEBAREA/8wABgAQEAX/2gAIAQEAAD8A0s8g/9k=',
    'base64',
  ),
  'image/png': Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
};

export interface Typed {
  controls: FormBody;
  /** Files by name of their field's control. */
  files: ReadonlyMap<string, readonly UploadedFile[]>;
}

/** Posts the form with what is typed into the controls that it shows. */
export async function postForm(
  jar: CookieJar,
  form: ShownForm,
  typed: Typed,
  more: [string, string][],
): Promise<Response> {
  const body = new FormData();
  for (const [name, value] of [...form.hidden, ...more]) body.append(name, value);
  for (const name of form.controls) {
    if (name.startsWith('_file.')) {
      // A browser sends no file twice: those that the page lists already are there.
      const field = name.slice('_file.'.length);
      if (form.hidden.some(([hidden]) => hidden === field)) continue;
      for (const file of typed.files.get(field) ?? []) {
        const type = samples[file.type] ? file.type : 'application/pdf';
        body.append(name, new Blob([new Uint8Array(samples[type] ?? Buffer.alloc(0))], { type }), file.name);
      }
      continue;
    }
    for (const value of [typed.controls[name] ?? []].flat()) body.append(name, value);
  }
  const response = await jar.fetch(form.action, { method: 'POST', body, headers: { origin: jar.origin } });
  if (response.status >= 400 && response.status !== 422)
    throw new Error(`${form.action}: ${response.status} ${await response.text()}`);
  return response;
}
