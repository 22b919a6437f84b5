// Reads `easy-language/`: the pages in easy language, with file, line and path of what is missing or hard to read.
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { Type } from 'typebox';
import type { Canton } from '../../../kernel/canton.ts';
import { readCheckedFile, type CantonFile } from '../../../kernel/canton-file.ts';
import { hardParts, longWords } from './easy-rules.ts';
import {
  EasyEventSchema,
  EasyHomeSchema,
  EasyServiceSchema,
  type EasyTexts,
  wordsOfServices,
  WordsSchema,
} from './easy-text.ts';

const folder = 'easy-language';
const Id = Type.String({ pattern: '^[a-z][a-z0-9-]*$' });
type Path = (string | number)[];

/**
 * @param known ids of life events, of services that work here (`online`), and of these with those that are only described
 * @returns no texts where the canton has no such folder
 */
export async function loadEasy(
  canton: Canton,
  known: {
    lifeEvents: ReadonlySet<string>;
    online: ReadonlySet<string>;
    services: ReadonlySet<string>;
  },
): Promise<{ texts: EasyTexts | undefined; faults: string[] }> {
  if (!(await exists(join(canton.folder, folder)))) return { texts: undefined, faults: [] };
  const [words, home, events, services] = await Promise.all([
    readCheckedFile(canton, `${folder}/words.yaml`, WordsSchema),
    readCheckedFile(canton, `${folder}/home.yaml`, EasyHomeSchema),
    readCheckedFile(canton, `${folder}/life-events.yaml`, Type.Record(Id, EasyEventSchema)),
    readCheckedFile(canton, `${folder}/services.yaml`, Type.Record(Id, EasyServiceSchema)),
  ]);
  const faults = [words, home, events, services].flatMap((file) => [...file.faults, ...judgeLines(file)]);
  faults.push(...judgeWords([home, events, services], words));
  faults.push(
    ...unknown(events, known.lifeEvents, 'life event'),
    ...unknown(services, known.online, 'service online'),
  );
  for (const [id, event] of Object.entries(events.data ?? {}))
    for (const [index, { service }] of event.steps.entries())
      if (service !== undefined && !known.services.has(service))
        faults.push(events.faultAt([id, 'steps', index, 'service'], `There is no service ${service}.`));
  if (!words.data || !home.data || !events.data || !services.data) return { texts: undefined, faults };
  return {
    texts: {
      words: words.data,
      home: home.data,
      events: new Map(Object.entries(events.data)),
      services: new Map(Object.entries(services.data)),
    },
    faults,
  };
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const unknown = (
  file: CantonFile<Record<string, unknown>>,
  ids: ReadonlySet<string>,
  what: string,
): string[] =>
  Object.keys(file.data ?? {}).flatMap((id) =>
    ids.has(id) ? [] : [file.faultAt([id], `There is no ${what} ${id}.`)],
  );

/** Every list of lines, wherever it stands, and every title. */
function judgeLines(file: CantonFile<unknown>): string[] {
  return [...textsOf(file.data, [])].flatMap(({ text, path, line }) =>
    (line ? hardParts(text) : longWords(text).map((word) => `has the long word ${word}.`)).map((part) =>
      file.faultAt(path, `“${text}” ${part}`),
    ),
  );
}

function* textsOf(value: unknown, path: Path): Generator<{ text: string; path: Path; line: boolean }> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, each] of Object.entries(value)) {
    const at: Path = [...path, Array.isArray(value) ? Number(key) : key];
    // Ids and addresses are not read by people.
    if ((key === 'words' && Array.isArray(each)) || key === 'service' || key === 'href') continue;
    if (typeof each === 'string') yield { text: each, path: at, line: Array.isArray(value) };
    else yield* textsOf(each, at);
  }
}

/** Words that are named are explained; words that are explained are used. */
function judgeWords(
  files: readonly CantonFile<unknown>[],
  words: CantonFile<Record<string, unknown>>,
): string[] {
  const used = new Set<string>(wordsOfServices);
  const faults = files.flatMap((file) =>
    wordLists(file.data, []).flatMap(({ ids, path }) =>
      ids.flatMap((id, index) => {
        used.add(id);
        return words.data && !(id in words.data)
          ? [file.faultAt([...path, index], `The word ${id} is not explained.`)]
          : [];
      }),
    ),
  );
  for (const id of wordsOfServices)
    if (words.data && !(id in words.data)) faults.push(words.faultAt([], `The word ${id} is not explained.`));
  for (const id of Object.keys(words.data ?? {}))
    if (!used.has(id)) faults.push(words.faultAt([id], `No page explains the word ${id}.`));
  return faults;
}

function wordLists(value: unknown, path: Path): { ids: string[]; path: Path }[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, each]: [string, unknown]) =>
    key === 'words' && Array.isArray(each)
      ? [{ ids: each.map(String), path: [...path, key] }]
      : wordLists(each, [...path, key]),
  );
}
