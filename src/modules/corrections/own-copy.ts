// What the corrections module gives to the copy of one's own data: what was asked for, what came of it, who had it, and the evidence.
import type { PersonActor } from '../../kernel/actor.ts';
import type { App } from '../../kernel/app.ts';
import { ownParts } from '../../kernel/files/own-parts.ts';
import { forPersons, type OwnCopy, type OwnCopyFile, type OwnCopyPart } from '../../kernel/own-copy.ts';
import { formatDate, swissDay } from '../../ui/index.ts';
import { correctionsTexts, valueLabel } from './corrections-texts.ts';
import { allRequests, exportCorrections, type ExportedCorrection } from './queries/export-corrections.ts';
import { valueText } from './queries/value-text.ts';

const part: OwnCopyPart<ExportedCorrection> = {
  name: 'corrections',
  tables: ['corrections.request', 'corrections.recipient'],
  title: (language) => correctionsTexts(language)('own.title'),
  read: forPersons(exportCorrections),
  print(item, app, language) {
    const t = correctionsTexts(language);
    const { register, field } = item;
    return {
      title: `${valueLabel(language, register, field)}, ${formatDate(swissDay(item.askedAt), language)}`,
      lines: [
        t(`list.state.${item.state}`),
        ...(item.note === '' ? [] : [item.note]),
        ...(item.reason === null ? [] : [item.reason]),
      ],
      facts: [
        { label: t('own.was'), value: valueText(app, language, { register, field }, item.wrongValue) },
        { label: t('own.right'), value: valueText(app, language, { register, field }, item.rightValue) },
      ],
    };
  },
};

async function* evidence(app: App, actor: PersonActor): AsyncGenerator<OwnCopyFile> {
  for await (const { id, evidenceFile } of allRequests(app, actor)) {
    const bytes = evidenceFile === null ? undefined : await ownParts(app, actor, evidenceFile);
    if (bytes) yield { path: `corrections/${id}`, bytes };
  }
}

export const correctionsCopy: OwnCopy = { parts: [part], files: evidence };
