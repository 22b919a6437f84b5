// The copy as one JSON object in pieces: what it is made of says each module, in docs/guides/own-data.md what it means.
import type { PersonActor, StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { OwnCopyPart } from '../../../kernel/own-copy.ts';
import type { RegisterEntries } from '../../data/index.ts';
import type { Account } from '../../identity/index.ts';

/** What stands before the lists. */
export interface CopyHead {
  exportedAt: string;
  account: Account;
  registers: RegisterEntries;
}

/** The lists of all modules, in the modules' order. */
export const partsOfCopy = (app: Pick<App, 'modules'>): OwnCopyPart[] =>
  app.modules.flatMap((module) => [...(module.copy?.parts ?? [])]);

/** @param onItem is shown each item on its way */
export async function* copyAsJson(
  app: App,
  actor: PersonActor | StaffActor,
  language: Language,
  head: CopyHead,
  onItem: (part: OwnCopyPart, item: unknown) => void = () => undefined,
): AsyncGenerator<string> {
  yield `{\n${Object.entries(head)
    .map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value, null, 1)}`)
    .join(',\n')}`;
  for (const part of partsOfCopy(app)) {
    yield `,\n${JSON.stringify(part.name)}: [`;
    let separator = '\n';
    for await (const item of part.read(app, actor, language)) {
      onItem(part, item);
      yield separator + JSON.stringify(item, null, 1);
      separator = ',\n';
    }
    yield '\n]';
  }
  yield '\n}\n';
}
