// What the copy of one's own data holds of the community, for tests.
import type { PersonActor, StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { communityCopy } from '../own-copy.ts';

interface Part {
  what: string;
  title: string;
  lines: string[];
}

export async function makeCopyParts(app: App, actor: PersonActor | StaffActor): Promise<Part[]> {
  const all: Part[] = [];
  for (const part of communityCopy.parts)
    for await (const item of part.read(app, actor, 'de')) all.push(item as Part);
  return all;
}
