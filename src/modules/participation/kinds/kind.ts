// What a kind of process adds: its part of the definition, its acts, its bands on the process page, its pages. One folder each.
import type { TSchema } from 'typebox';
import type { VNode } from 'preact';
import type { App } from '../../../kernel/app.ts';
import type { Language, LocalText } from '../../../kernel/i18n/texts.ts';
import type { Request, Route } from '../../../kernel/http/route.ts';
import type { ActRule, CheckedProcess, Process } from '../process.ts';
import type { PublishedContribution } from '../queries/published.ts';

/** What a contribution says, shown as its kind wants it; undefined: as it was written. */
export type ShownText = (
  item: Pick<PublishedContribution, 'act' | 'anchor' | 'body' | 'data' | 'language'>,
) => VNode | undefined;

export interface Kind {
  /** Also the key of its part in the definition: `consultation`. */
  id: string;
  name: LocalText;
  /** JSON Schema of its part of the definition. */
  schema: TSchema;
  /** What people may do in it, as phases name it under `takes`; shown as `act`. */
  acts: Readonly<Record<string, ActRule>>;
  /** Faults that the schema can't know. `fault` takes the path within the part. */
  check?(definition: CheckedProcess, fault: (path: (string | number)[], message: string) => void): void;
  /** Of kinds that take secret ballots: what is wrong with the text of one; nothing where it counts. */
  secretFaults?(process: Process, vote: string): string[];
  /** What a secret ballot says, in the words of the process. */
  secretWords?(process: Process, vote: string, language: Language): string;
  /** Bands of the process page, between where it stands and what became of it. */
  bands(request: Request, process: Process): Promise<VNode[]> | VNode[];
  /** How contributions are shown wherever they are listed; what that takes is read once, not for each. */
  shownText?(request: Request, process: Process): Promise<ShownText>;
  /** What it keeps of its definition. Idempotent; at every start. */
  start?(app: App, process: Process): Promise<void>;
  /** What its owner does with it besides moderating and answering. */
  staffLinks?(request: Request, process: Process): { label: string; href: string }[];
  /** Pages of its own, below `/mitreden/:id/`. */
  routes: readonly Route[];
  /** What the API says of its result, besides counts and fates. */
  result?(app: App, process: Process): Promise<Record<string, unknown>>;
  /** Words that the search finds it by, besides title and summary. */
  searchText?(process: Process, language: Language): string;
  /** The same of what changes while the program runs. */
  keptText?(app: App, process: Process): Promise<(language: Language) => string>;
  /** Fills it for the demonstration, by the same actions that people use. Idempotent. */
  seed?(app: App, process: Process): Promise<void>;
}
