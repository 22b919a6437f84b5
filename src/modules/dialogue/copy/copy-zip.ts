// The copy as a ZIP in pieces: data.json, accesses.csv, the files of each module, and an overview to read on paper.
import { makeZip } from 'client-zip';
import type { PersonActor, StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { csv } from '../../../kernel/csv.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { dataTexts, exportAccesses } from '../../data/index.ts';
import { dialogueTexts } from '../dialogue-texts.ts';
import { copyAsJson, type CopyHead } from './copy-json.ts';
import { CopyOverview } from './copy-overview.ts';
import { copyPaths } from './copy-paths.ts';

interface Entry {
  name: string;
  lastModified: Date;
  input: AsyncIterable<Uint8Array>;
}

/** Nothing is whole in memory but the overview, and that shows only so much of each list. */
export function copyAsZip(
  app: App,
  actor: PersonActor | StaffActor,
  language: Language,
  head: CopyHead,
): AsyncIterable<Uint8Array> {
  return makeZip(entries(app, actor, language, head)) as unknown as AsyncIterable<Uint8Array>;
}

async function* entries(
  app: App,
  actor: PersonActor | StaffActor,
  language: Language,
  head: CopyHead,
): AsyncGenerator<Entry> {
  const lastModified = app.clock.now();
  const overview = new CopyOverview(app, language, head);
  yield {
    name: 'data.json',
    lastModified,
    input: encoded(copyAsJson(app, actor, language, head, (part, item) => overview.add(part, item))),
  };
  yield { name: 'accesses.csv', lastModified, input: encoded(accessRows(app, actor, language)) };
  if (actor.kind === 'person') {
    const pathOf = copyPaths();
    for (const module of app.modules)
      if (module.copy?.files)
        for await (const { path, bytes } of module.copy.files(app, actor))
          yield { name: pathOf(path), lastModified, input: bytes };
  }
  yield {
    name: `${dialogueTexts(language)('copy.overview')}.pdf`,
    lastModified,
    input: one(await overview.render()),
  };
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

async function* encoded(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const text of texts) yield Buffer.from(text, 'utf8');
}

/** Every use, a row each, for a spreadsheet. */
async function* accessRows(
  app: App,
  actor: PersonActor | StaffActor,
  language: Language,
): AsyncGenerator<string> {
  const t = dialogueTexts(language);
  // A byte order mark: without it, spreadsheets take UTF-8 for something else.
  yield '\uFEFF';
  yield csv([
    (['at', 'who', 'unit', 'what', 'why', 'law', 'case'] as const).map((each) => t(`copy.csv.${each}`)),
  ]);
  for await (const { at, who, kind, fields, purpose, legalBasis, case: ref } of exportAccesses(
    app,
    actor,
    language,
  )) {
    const what =
      kind === 'change' ? `${fields.join(', ')} (${dataTexts(language)('kind.change')})` : fields.join(', ');
    yield csv([[at, who.role, who.unit ?? '', what, purpose, legalBasis ?? '', ref ?? '']]);
  }
}
