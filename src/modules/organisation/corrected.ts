// What the public has corrected and staff have accepted: laid over the canton's files in memory, alike in all processes.
import type { App } from '../../kernel/app.ts';
import { languages, type Language } from '../../kernel/i18n/texts.ts';

/** Field (`address`, `name.de`) -> value; an empty one takes an optional value away. */
export type CorrectedFields = Readonly<Record<string, string>>;
/** Kind (`unit`, `described`, `service`) -> id -> fields. */
export type Directory = Readonly<Record<string, Readonly<Record<string, CorrectedFields>>>>;

const sources = new WeakMap<App, () => Directory | undefined>();

/** Whoever keeps the corrections says here where they are. The same object is the same state. */
export const provideDirectory = (app: App, source: () => Directory | undefined) =>
  void sources.set(app, source);

/** A state of the program with its corrections, laid over it once for each state of the directory. */
export function correctedState<State extends object>(
  kinds: readonly string[],
  lay: (state: State, directory: Directory) => State,
): (app: App, state: State) => State {
  const laid = new WeakMap<State, { directory: Directory; state: State }>();
  return (app, state) => {
    const directory = sources.get(app)?.();
    if (!directory || !kinds.some((kind) => directory[kind])) return state;
    const before = laid.get(state);
    if (before?.directory === directory) return before.state;
    const after = lay(state, directory);
    laid.set(state, { directory, state: after });
    return after;
  };
}

/**
 * A copy with these fields. A text of one language leaves the others as they are; where there was no text, it stands in all
 * languages until somebody translates it.
 */
export function withFields<Thing extends object>(thing: Thing, fields: CorrectedFields): Thing {
  const copy = { ...thing } as Record<string, unknown>;
  for (const [field, value] of Object.entries(fields)) {
    const [name = '', part] = field.split('.');
    const old = copy[name];
    if (value === '') delete copy[name];
    else if (!isLanguage(part)) copy[name] = value;
    else if (typeof old === 'object') copy[name] = { ...old, [part]: value };
    else copy[name] = Object.fromEntries(languages.map((language) => [language, value]));
  }
  return copy as Thing;
}

const isLanguage = (part: string | undefined): part is Language => languages.some((each) => each === part);
