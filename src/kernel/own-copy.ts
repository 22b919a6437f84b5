// What modules give to the copy of somebody's own data: lists for programs, each readable on paper, too, and files.
import type { PersonActor, StaffActor } from './actor.ts';
import type { App } from './app.ts';
import type { Language } from './i18n/texts.ts';

/** An item on paper, in the person's language. */
export interface PrintedItem {
  title: string;
  lines?: string[];
  facts?: { label: string; value: string }[];
}

/** One list of the copy. */
export interface OwnCopyPart<Item = unknown> {
  /** Key in the JSON file: `drafts`. */
  name: string;
  /** Tables whose rows about the person it gives whole. */
  tables: readonly string[];
  title(language: Language): string;
  /** Reads by `ownData`, in portions; never somebody else's. */
  read(app: App, actor: PersonActor | StaffActor, language: Language): AsyncIterable<Item>;
  /** False for what stands elsewhere on paper already; absent: all is printed. */
  onPaper?(item: Item): boolean;
  print(item: Item, app: App, language: Language): PrintedItem | Promise<PrintedItem>;
}

/** A letter or an upload. */
export interface OwnCopyFile {
  /** Folders and name, e.g. `2026-7KQ4-M2XD/Bestätigung.pdf`; the copy makes it safe and unique. */
  path: string;
  bytes: AsyncIterable<Uint8Array>;
}

export interface OwnCopy {
  /** Each of its own item type. */
  parts: readonly OwnCopyPart[];
  /** Tables of its own that another module's part gives whole: table -> name of the part. */
  within?: Record<string, string>;
  /** Read in the same moment as the lists. */
  files?: (app: App, actor: PersonActor) => AsyncIterable<OwnCopyFile>;
}

/** A list that members of staff do not have: their account is no resident's. */
export function forPersons<Item>(
  read: (app: App, actor: PersonActor, language: Language) => AsyncIterable<Item>,
): OwnCopyPart<Item>['read'] {
  return async function* (app, actor, language) {
    if (actor.kind === 'person') yield* read(app, actor, language);
  };
}
