// What the mandates module gives to the copy of one's own data: mandates given and received, the signed papers, who represents whom by law.
import type { PersonActor } from '../../kernel/actor.ts';
import type { App } from '../../kernel/app.ts';
import { ownParts } from '../../kernel/files/own-parts.ts';
import { forPersons, type OwnCopy, type OwnCopyFile, type OwnCopyPart } from '../../kernel/own-copy.ts';
import { formatDate } from '../../ui/index.ts';
import { mandatesTexts } from './mandates-texts.ts';
import { periodText } from './pages/mandate-words.tsx';
import {
  exportMandates,
  exportRepresentations,
  type ExportedMandate,
  type ExportedRepresentation,
} from './queries/export-mandates.ts';
import { givenBy } from './queries/mandates.ts';

const part: OwnCopyPart<ExportedMandate> = {
  name: 'mandates',
  tables: ['mandates.mandate'],
  title: (language) => mandatesTexts(language)('copy.title'),
  read: forPersons(exportMandates),
  print: (item, app, language) => ({
    title: mandatesTexts(language)('copy.of', {
      giver: item.giver,
      mandatary: item.mandatary ?? mandatesTexts(language)('nameOpen'),
    }),
    lines: [periodText({ app, language }, item)],
  }),
};

const representations: OwnCopyPart<ExportedRepresentation> = {
  name: 'representations',
  tables: ['mandates.representation'],
  title: (language) => mandatesTexts(language)('copy.representations'),
  read: forPersons(exportRepresentations),
  print: (item, _app, language) => ({
    title: mandatesTexts(language)('copy.representationOf', {
      represented: item.represented,
      representative: item.representative,
    }),
    lines: item.until === null ? [] : [formatDate(item.until, language)],
  }),
};

/** The scans of what was signed on paper, for whoever signed it. */
async function* papers(app: App, actor: PersonActor): AsyncGenerator<OwnCopyFile> {
  let cursor: string | undefined;
  do {
    const { items, next } = await givenBy(app, actor, cursor);
    for (const { id, paperFile } of items) {
      const bytes = paperFile === null ? undefined : await ownParts(app, actor, paperFile);
      if (bytes) yield { path: `mandates/${id}.pdf`, bytes };
    }
    cursor = next ?? undefined;
  } while (cursor !== undefined);
}

export const mandatesCopy: OwnCopy = { parts: [part, representations], files: papers };
