// What the reports module gives to the copy of one's own data: what the account has reported, with all that stands about it.
import { forPersons, type OwnCopy, type OwnCopyFile, type OwnCopyPart } from '../../kernel/own-copy.ts';
import type { PersonActor } from '../../kernel/actor.ts';
import type { App } from '../../kernel/app.ts';
import { ownParts } from '../../kernel/files/own-parts.ts';
import { formatDate, swissDay } from '../../ui/index.ts';
import { answerFacts, categoryName, titleOf } from './pages/report-words.tsx';
import { ownReportsWhole, type OwnReport } from './queries/own-reports.ts';
import type { OneReport } from './queries/one-report.ts';
import { reportsTexts } from './reports-texts.ts';
import { asState } from './states.ts';

type CopiedReport = OwnReport & Pick<OneReport, 'steps' | 'photos'>;

async function* read(app: App, actor: PersonActor): AsyncGenerator<CopiedReport> {
  let after: string | undefined;
  do {
    const items = await ownReportsWhole(app, actor, after);
    yield* items;
    const last = items.at(-1)?.id;
    after = last === undefined ? undefined : String(last);
  } while (after !== undefined);
}

const part: OwnCopyPart<CopiedReport> = {
  name: 'reports',
  tables: ['reports.reporter', 'reports.words', 'reports.step'],
  title: (language) => reportsTexts(language)('own.title'),
  read: forPersons(read),
  print(item, app, language) {
    const t = reportsTexts(language);
    return {
      title: `${categoryName(app, item.category, language)}, ${formatDate(swissDay(item.requestedAt), language)}`,
      lines: [
        titleOf(app, item, language),
        item.text ?? '',
        ...item.steps.map(({ at, note }) =>
          note === '' ? '' : `${formatDate(swissDay(at), language)}: ${note}`,
        ),
      ].filter((line) => line !== ''),
      facts: [
        { label: t('one.number'), value: String(item.id) },
        { label: t('table.state'), value: t(`state.${asState(item.state)}`) },
        ...answerFacts(app, item, language).map(({ term, value }) => ({ label: term, value: String(value) })),
      ],
    };
  },
};

async function* files(app: App, actor: PersonActor): AsyncGenerator<OwnCopyFile> {
  for await (const { id, photos } of read(app, actor))
    for (const [index, { fileId }] of photos.entries()) {
      const bytes = await ownParts(app, actor, fileId);
      if (bytes) yield { path: `${id}/foto-${index + 1}.jpg`, bytes };
    }
}

export const reportsCopy: OwnCopy = { parts: [part], files };
