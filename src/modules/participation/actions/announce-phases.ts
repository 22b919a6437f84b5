// participation.announce-phases: phases come by the clock; each that has begun becomes an event once, for whoever follows the process.
import type { Announce } from '../../../kernel/announcement.ts';
import type { App } from '../../../kernel/app.ts';
import { transact } from '../../../kernel/transaction.ts';
import { topicsWith } from '../../catalogue/index.ts';
import { participationTexts } from '../participation-texts.ts';
import { phaseAt } from '../phases.ts';
import { languages, type LocalText } from '../../../kernel/i18n/texts.ts';
import { allProcesses } from '../queries/processes.ts';

const task = 'participation.announce-phases';
export const phaseBegan = 'process.phase-began';

/** Every hour, so that it is said soon after midnight in Switzerland, in summer and in winter. */
export async function announcePhases(app: App): Promise<void> {
  for (const { id, phases } of allProcesses(app)) {
    const phase = phaseAt(phases, app.clock.today());
    if (!phase) continue;
    await transact(app, { kind: 'programme', task }, async (tx) => {
      const row = await tx.db
        .selectFrom('participation.process')
        .select('announced_phase')
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst();
      if (!row || row.announced_phase === phase.id) return;
      await tx.db
        .updateTable('participation.process')
        .set({ announced_phase: phase.id })
        .where('id', '=', id)
        .execute();
      // Ended before anybody could follow it: no news.
      if (row.announced_phase === null && phase.until === undefined && phases.length > 1) return;
      await tx.emit({ type: phaseBegan, subject: id, data: { phase: phase.id } });
    });
  }
}

export const announcePhase: Announce = async (app, subject, data) => {
  const process = allProcesses(app).find(({ id }) => id === subject);
  const at = process?.phases.findIndex(({ id }) => id === data['phase']) ?? -1;
  const phase = process && phaseAt(process.phases, process.phases[at]?.from ?? '');
  if (!process || !phase) return undefined;
  const said = at === 0 ? 'begun' : phase.until === undefined ? 'ended' : 'phase';
  const text = Object.fromEntries(
    languages.map((language) => {
      const t = participationTexts(language);
      return [
        language,
        `${t(`announce.${said}`, { phase: phase.title[language] })} ${process.summary[language]}`,
      ];
    }),
  ) as LocalText;
  return Promise.resolve({
    key: `process/${process.id}/${phase.id}/${phase.from}`,
    at: app.clock.now(),
    title: process.title,
    text,
    path: `/mitreden/${process.id}`,
    days: { from: phase.from, until: phase.until },
    about: {
      process: [process.id],
      unit: [process.owner],
      area: process.who.municipalities ?? [],
      topic: topicsWith(app, { unit: process.owner }).map(({ id }) => id),
    },
  });
};
