// Mandates for the copy of one's own data: those given and those received.
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import type { Mandate } from '../mandate.ts';
import { sideOf } from '../rules.ts';
import { accountOf, givenBy, givenTo } from './mandates.ts';

export type ExportedMandate = ReturnType<typeof exported>;

/** The person's own mandates, newest first of each side. */
export async function* exportMandates(app: App, actor: PersonActor): AsyncGenerator<ExportedMandate> {
  for (const read of [givenBy, givenTo]) {
    let cursor: string | undefined;
    do {
      const { items, next } = await read(app, actor, cursor);
      for (const mandate of items) yield exported(mandate, actor);
      cursor = next ?? undefined;
    } while (cursor !== undefined);
  }
}

function exported(mandate: Mandate, actor: PersonActor) {
  const { giverName, mandataryName, offeredEmail, everything, services, matters } = mandate;
  return {
    id: mandate.id,
    mySide: sideOf(mandate, accountOf(actor)),
    giver: giverName,
    mandatary: mandataryName ?? offeredEmail,
    everything,
    services,
    cases: matters,
    validFrom: mandate.validFrom,
    validUntil: mandate.validUntil,
    state: mandate.state,
    offeredAt: mandate.offeredAt.toISOString(),
    answeredAt: mandate.answeredAt?.toISOString() ?? null,
    endedAt: mandate.endedAt?.toISOString() ?? null,
    endReason: mandate.endReason,
  };
}
