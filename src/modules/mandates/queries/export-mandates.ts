// For the copy of one's own data: mandates given and received, and who represents whom by law.
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import { accountNames } from '../../identity/index.ts';
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

export interface ExportedRepresentation {
  id: string;
  mySide: 'representative' | 'represented';
  represented: string;
  representative: string;
  kind: string;
  signing: string | null;
  areas: string[] | null;
  until: string | null;
  asOf: string;
  endedAt: string | null;
}

/** Those whom the person represents by law, and those who represent the person, as a register last said. */
export async function* exportRepresentations(
  app: App,
  actor: PersonActor,
): AsyncGenerator<ExportedRepresentation> {
  const rows = await ownData(app, actor, (db) =>
    db
      .selectFrom('mandates.representation')
      .selectAll()
      .where((eb) => eb.or([eb('representative_id', '=', actor.id), eb('represented_id', '=', actor.id)]))
      .orderBy('confirmed_at', 'desc')
      .limit(1000)
      .execute(),
  );
  const names = await accountNames(
    app,
    rows.map((row) => row.representative_id),
  );
  for (const row of rows)
    yield {
      id: row.id,
      mySide: row.representative_id === actor.id ? 'representative' : 'represented',
      represented: row.represented_name,
      representative: names.get(row.representative_id) ?? '',
      kind: row.kind,
      signing: row.signing,
      areas: row.areas,
      until: row.until,
      asOf: row.as_of,
      endedAt: row.ended_at?.toISOString() ?? null,
    };
}

function exported(mandate: Mandate, actor: PersonActor) {
  const { giverName, mandataryName, offeredEmail, everything, services, matters } = mandate;
  return {
    id: mandate.id,
    mySide: sideOf(mandate, accountOf(actor)),
    giver: giverName,
    givenBy: mandate.givenByName,
    mandatary: mandataryName ?? offeredEmail,
    everything,
    services,
    cases: matters,
    validFrom: mandate.validFrom,
    validUntil: mandate.validUntil,
    state: mandate.state,
    assurance: mandate.assurance,
    offeredAt: mandate.offeredAt.toISOString(),
    answeredAt: mandate.answeredAt?.toISOString() ?? null,
    endedAt: mandate.endedAt?.toISOString() ?? null,
    endReason: mandate.endReason,
  };
}
