// What the data module gives to the copy of one's own data: every use of it, as far as no law hides it still, and blocks of disclosure.
import type { PersonActor, StaffActor } from '../../kernel/actor.ts';
import type { App } from '../../kernel/app.ts';
import { accessesOf } from '../../kernel/audit/accesses-of.ts';
import { ownData } from '../../kernel/audit/personal-data.ts';
import type { Language } from '../../kernel/i18n/texts.ts';
import { forPersons, type OwnCopy, type OwnCopyPart } from '../../kernel/own-copy.ts';
import { formatDateTime } from '../../ui/index.ts';
import { dataTexts } from './data-texts.ts';
import { blocksOf } from './disclosure/blocks.ts';
import { disclosureTexts } from './disclosure/disclosure-texts.ts';
import { describeAccess, mandataryNames, type DescribedAccess } from './queries/describe-access.ts';

const portion = 100;

type ExportedAccess = Pick<DescribedAccess, 'at' | 'who' | 'fields' | 'purpose' | 'legalBasis' | 'case'> & {
  kind: 'read' | 'change';
};

/** Newest first, in portions. */
export async function* exportAccesses(
  app: App,
  actor: PersonActor | StaffActor,
  language: Language,
): AsyncGenerator<ExportedAccess> {
  let before: string | undefined;
  do {
    const last = before;
    const entries = await ownData(app, actor, (db) =>
      accessesOf(db, actor.id, { now: app.clock.now(), before: last, limit: portion }),
    );
    const names = await mandataryNames(app, entries);
    for (const entry of entries) {
      const { at, who, fields, purpose, legalBasis, case: ref } = describeAccess(app, language, entry, names);
      yield { at, kind: entry.kind, who, fields, purpose, legalBasis, case: ref };
    }
    before = entries.length === portion ? entries.at(-1)?.id : undefined;
  } while (before !== undefined);
}

const accesses: OwnCopyPart<ExportedAccess> = {
  name: 'accesses',
  tables: ['kernel.access_entry'],
  title: (language) => dataTexts(language)('title'),
  read: exportAccesses,
  print: (item, _app, language) => ({
    title: `${formatDateTime(item.at, language)}, ${item.who.role}`,
    lines: [[item.purpose, item.fields.join(', '), item.legalBasis ?? ''].filter(Boolean).join('. ')],
  }),
};

interface ExportedBlock {
  setAt: string;
  setAtCounter: boolean;
  liftedAt: string | null;
  liftedAtCounter: boolean;
}

async function* exportBlocks(app: App, actor: PersonActor): AsyncGenerator<ExportedBlock> {
  for (const { setAt, liftedAt, ...each } of await ownData(app, actor, (db) => blocksOf(db, actor.id)))
    yield { ...each, setAt: setAt.toISOString(), liftedAt: liftedAt?.toISOString() ?? null };
}

const blocks: OwnCopyPart<ExportedBlock> = {
  name: 'disclosureBlocks',
  tables: ['data.disclosure_block'],
  title: (language) => disclosureTexts(language)('copy.title'),
  read: forPersons(exportBlocks),
  print: ({ setAt, liftedAt }, _app, language) => {
    const t = disclosureTexts(language);
    return {
      title: `${t('history.set')}: ${formatDateTime(setAt, language, 'long')}`,
      lines:
        liftedAt === null ? [] : [`${t('history.lifted')}: ${formatDateTime(liftedAt, language, 'long')}`],
    };
  },
};

export const dataCopy: OwnCopy = { parts: [accesses, blocks] };
