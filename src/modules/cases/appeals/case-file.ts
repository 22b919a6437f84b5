// The file of a disputed decision for the authority that decides about it: one PDF with an index.
import { summary } from '../../../engine/index.ts';
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { readPersonal } from '../../../kernel/audit/read-personal.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { formatDate, swissDay } from '../../../ui/index.ts';
import { contextOf, requireServiceVersion, serviceTitle } from '../../catalogue/index.ts';
import { unitName } from '../../organisation/index.ts';
import { standingIn } from '../../policy/index.ts';
import { caseTexts, caseWord } from '../case-texts.ts';
import { purposeOf } from '../legal-basis.ts';
import { handleCase, rightsOf } from '../permissions.ts';
import { historyOf, loadMatter, type HistoryEntry, type Matter } from '../queries/load-matter.ts';
import { wholeCase, type WholeCase } from '../queries/whole-case.ts';
import { isReference } from '../reference.ts';
import { appealsOf } from './appeals-of.ts';
import { filePages, type FileFront } from './file-pages.ts';

/**
 * Only for staff who handle the appeal; the person whose decision it is sees that it was read, and for what.
 * @param ref of the appeal
 * @returns undefined where there is none, or none that the actor may handle, or its decision isn't known
 */
export async function caseFile(
  app: App,
  actor: StaffActor,
  ref: string,
  language: Language,
): Promise<{ bytes: Buffer; name: string } | undefined> {
  if (!isReference(ref)) return undefined;
  const found = await readPersonal(app, actor, async (tx) => {
    const appeal = await loadMatter(tx, ref);
    if (!appeal) return undefined;
    const definition = await requireServiceVersion(app, appeal.serviceId, appeal.serviceVersion);
    const standing = await standingIn(app, tx.db, actor, appeal, definition);
    if (!handleCase.allows(actor, rightsOf(app, appeal, standing), app)) return undefined;
    const { own } = await appealsOf(tx.db, ref);
    const matter = own?.decisionRef ? await loadMatter(tx, own.decisionRef) : undefined;
    const whole = matter && (await wholeCase(tx.db, matter.ref));
    if (!matter || !whole) return undefined;
    return {
      value: {
        front: await frontOf(app, matter, await historyOf(tx, matter.ref), language),
        parts: await partsOf(whole),
        missing: leftOut(whole, language),
        name: `akten-${matter.ref}.pdf`,
      },
      access: [
        {
          subject: matter.ownerId,
          fields: ['answers', 'documents', 'evidence', 'history'],
          ...purposeOf(definition, 'case-handling'),
          caseRef: matter.ref,
        },
      ],
    };
  });
  // Setting the pages takes its time, and no connection of the database meanwhile.
  return found && { bytes: await filePages(found.front, found.parts, found.missing), name: found.name };
}

async function partsOf(whole: WholeCase) {
  const parts: { title: string; type: string; bytes: Buffer }[] = [];
  for (const { name, type, bytes } of whole.files) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of bytes) chunks.push(chunk);
    parts.push({ title: name, type, bytes: Buffer.concat(chunks) });
  }
  return parts;
}

const leftOut = ({ infected }: WholeCase, language: Language) =>
  infected.map(({ name }) => caseTexts(language)('appeal.infected', { name }));

async function frontOf(
  app: App,
  matter: Matter,
  history: HistoryEntry[],
  language: Language,
): Promise<FileFront> {
  const t = caseTexts(language);
  const definition = await requireServiceVersion(app, matter.serviceId, matter.serviceVersion);
  const sections = summary(definition, matter.evaluation, language, contextOf(app, definition));
  const day = (at: Date) => formatDate(swissDay(at), language);
  const front: FileFront = {
    title: t('appeal.fileTitle', { ref: matter.ref }),
    language,
    region: language === 'en' ? 'GB' : 'CH',
    canton: app.canton.name[language],
    unit: unitName(app, matter.unit, language),
    facts: [
      { label: t('appeal.fileService'), value: serviceTitle(app, matter.serviceId, language) },
      { label: t('appeal.filePerson'), value: matter.applicantName },
      { label: t('appeal.fileSubmitted'), value: day(matter.submittedAt) },
      ...(matter.closedAt ? [{ label: t('appeal.fileDecided'), value: day(matter.closedAt) }] : []),
      { label: t('appeal.fileState'), value: caseWord(language, 'state', matter.state) },
    ],
    sections: sections
      .filter(({ rows }) => rows.length > 0)
      .map(({ title, rows }) => ({ title, rows: rows.map(({ label, text }) => ({ label, value: text })) })),
    history: history
      .toReversed()
      .map(({ at, action }) => ({ day: day(at), text: caseWord(language, 'done', action) })),
    labels: {
      index: t('appeal.fileIndex'),
      part: t('appeal.filePart'),
      page: t('appeal.filePage'),
      missing: t('appeal.fileMissing'),
      history: t('history'),
    },
  };
  return {
    ...front,
    facts: front.facts.map(withColon),
    sections: front.sections.map(({ title, rows }) => ({ title, rows: rows.map(withColon) })),
  };
}

/** A question or a sentence needs no colon behind it. */
const withColon = ({ label, value }: { label: string; value: string }) => ({
  label: /[.?!:]$/.test(label) ? label : `${label}:`,
  value,
});
