// Invented figures of the last twelve months, so that the demonstration has something to look at; each row says that it is invented.
import { addMonths } from '../../engine/index.ts';
import type { App } from '../../kernel/app.ts';
import { hashOf } from '../../kernel/secret.ts';
import { services } from '../catalogue/index.ts';

const months = 12;

/** Idempotent: a month that has figures keeps them. */
export async function seedMonths(app: App): Promise<void> {
  if (app.config.mode !== 'demo') return;
  const running = `${app.clock.today().slice(0, 7)}-01`;
  const rows = services(app).flatMap((service) => {
    // The same numbers at each start, between 0 and 255.
    const drawn = [...hashOf(service.id)];
    const usual = Math.round(((drawn[0] ?? 0) / 255) ** 2 * 180);
    if (usual < 4) return [];
    return Array.from({ length: months }, (_, index) => {
      const share = (at: number) => (drawn[(at + index) % drawn.length] ?? 0) / 255;
      const submitted = Math.round(usual * (0.6 + 0.8 * share(1)));
      const withdrawn = Math.round(submitted * 0.06 * share(2));
      const decided = submitted - withdrawn;
      const refused = Math.round(decided * 0.2 * share(3));
      const byRules = service.process.decideAtOnce !== undefined;
      return {
        service_id: service.id,
        month: addMonths(running, index - months),
        submitted,
        at_once: byRules ? Math.round(submitted * (0.4 + 0.5 * share(4))) : 0,
        not_asked: submitted * (2 + ((drawn[5] ?? 0) % 6)),
        asked_in_silence: Math.round(submitted * 0.1 * share(6)),
        accepted: decided - refused,
        refused,
        withdrawn,
        in_time: Math.round(decided * (0.8 + 0.2 * share(7))),
        median_days:
          decided === 0
            ? null
            : Math.round(10 * (1 + share(8)) * service.process.promise.workingDays * 0.7) / 10,
        example: true,
      };
    });
  });
  if (rows.length === 0) return;
  await app.db
    .insertInto('cases.month_figure')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
