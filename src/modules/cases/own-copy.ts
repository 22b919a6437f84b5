// What the cases module gives to the copy of one's own data: cases with their answers in words, letters and files.
import { summary } from '../../engine/index.ts';
import type { PersonActor } from '../../kernel/actor.ts';
import type { App } from '../../kernel/app.ts';
import { ownData } from '../../kernel/audit/personal-data.ts';
import { ownParts } from '../../kernel/files/own-parts.ts';
import { forPersons, type OwnCopy, type OwnCopyFile, type OwnCopyPart } from '../../kernel/own-copy.ts';
import { renderLetter, type LetterModel } from '../../kernel/pdf/render-letter.ts';
import { formatDate, swissDay } from '../../ui/index.ts';
import { contextOf, requireServiceVersion, serviceTitle } from '../catalogue/index.ts';
import { unitName } from '../organisation/index.ts';
import { caseTexts, caseWord } from './case-texts.ts';
import { exportMatters, type ExportedMatter } from './queries/export-matters.ts';
import { mattersOf } from './queries/matters-of.ts';
import type { Matter } from './queries/load-matter.ts';

const casesPart: OwnCopyPart<ExportedMatter> = {
  name: 'cases',
  tables: [
    'cases.matter',
    'cases.clock',
    'cases.appeal',
    'cases.history_entry',
    'cases.document',
    'cases.evidence',
    'cases.signature',
    'cases.corrected_value',
    'cases.postal_letter',
  ],
  title: (language) => caseTexts(language)('copy.cases'),
  read: forPersons(exportMatters),
  async print(item, app, language) {
    const t = caseTexts(language);
    const definition = await requireServiceVersion(app, item.service, item.version);
    const evaluation = item.evaluation as Matter['evaluation'];
    const sections = summary(definition, evaluation, language, contextOf(app, definition));
    const day = (at: string) => formatDate(swissDay(at), language);
    return {
      title: `${serviceTitle(app, item.service, language)}, ${item.ref}`,
      lines: [
        t('copy.where', {
          unit: unitName(app, item.unit, language),
          submitted: day(item.submittedAt),
          state: caseWord(language, 'state', item.state),
        }),
        ...item.documents.map((each) => t('copy.letter', { title: each.title, day: day(each.issuedAt) })),
        ...item.evidence.map((each) => t('copy.file', { name: each.name })),
      ],
      facts: sections.flatMap(({ rows }) => rows.map(({ label, text }) => ({ label, value: text }))),
    };
  },
};

/** Letters as PDF, made now where the job has not made them yet; and what the person handed in. */
async function* filesOfCases(app: App, actor: PersonActor): AsyncGenerator<OwnCopyFile> {
  let cursor: string | undefined;
  do {
    const { items, next } = await mattersOf(app, actor, { cursor, limit: 50 });
    for (const { ref } of items) {
      const { letters, evidence } = await ownData(app, actor, async (db) => ({
        letters: await db
          .selectFrom('cases.document')
          .select(['title', 'model', 'file_id'])
          .where('case_ref', '=', ref)
          .orderBy('issued_at')
          .execute(),
        evidence: await db
          .selectFrom('cases.evidence')
          .select(['file_id', 'name'])
          .where('case_ref', '=', ref)
          .orderBy('pointer')
          .execute(),
      }));
      for (const { title, model, file_id: file } of letters) {
        const kept = file === null ? undefined : await ownParts(app, actor, file);
        yield {
          path: `${ref}/${title}.pdf`,
          bytes: kept ?? rendered(model as unknown as LetterModel),
        };
      }
      for (const { file_id: file, name } of evidence) {
        const bytes = await ownParts(app, actor, file);
        if (bytes) yield { path: `${ref}/${name}`, bytes };
      }
    }
    cursor = next ?? undefined;
  } while (cursor !== undefined);
}

async function* rendered(model: LetterModel): AsyncGenerator<Uint8Array> {
  yield await renderLetter(model);
}

export const casesCopy: OwnCopy = { parts: [casesPart], files: filesOfCases };
