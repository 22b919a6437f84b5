// What the contact module gives to the copy of one's own data: the corrections that one has proposed.
import { sql } from 'kysely';
import type { PersonActor } from '../../kernel/actor.ts';
import type { App } from '../../kernel/app.ts';
import { ownData } from '../../kernel/audit/personal-data.ts';
import { forPersons, type OwnCopy, type OwnCopyPart } from '../../kernel/own-copy.ts';
import { formatDate, swissDay } from '../../ui/index.ts';
import { contactTexts } from './contact-texts.ts';
import { thingWords } from './pages/value-words.ts';

interface ExportedProposal {
  id: string;
  kind: string;
  subject: string;
  reason: string;
  at: string;
  values: { field: string; proposed: string; state: string; reason: string | null }[];
}

const portion = 100;

async function* exportProposals(app: App, actor: PersonActor): AsyncGenerator<ExportedProposal> {
  let after = { at: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };
  for (;;) {
    const { at, id } = after;
    const rows = await ownData(app, actor, (db) =>
      db
        .selectFrom('contact.proposal as p')
        .select(['p.id', 'p.kind', 'p.subject', 'p.reason', 'p.at', sql<string>`p.at::text`.as('exactly')])
        .select(
          sql<ExportedProposal['values']>`(select coalesce(json_agg(json_build_object('field', v.field,
            'proposed', v.new_value, 'state', v.state, 'reason', v.reason) order by v.field), '[]')
            from contact.proposed_value v where v.proposal_id = p.id)`.as('values'),
        )
        .where('p.account_id', '=', actor.id)
        .where(sql<boolean>`(p.at, p.id) < (${at}::timestamptz, ${id}::uuid)`)
        .orderBy('p.at', 'desc')
        .orderBy('p.id', 'desc')
        .limit(portion)
        .execute(),
    );
    for (const { exactly: _, ...row } of rows) yield { ...row, at: row.at.toISOString() };
    const last = rows.at(-1);
    if (!last || rows.length < portion) return;
    after = { at: last.exactly, id: last.id };
  }
}

const part: OwnCopyPart<ExportedProposal> = {
  name: 'proposals',
  tables: ['contact.proposal'],
  title: (language) => contactTexts(language)('copy.title'),
  read: forPersons(exportProposals),
  print: (item, app, language) => ({
    title: `${thingWords(app, item, language).title}, ${formatDate(swissDay(new Date(item.at)), language)}`,
    lines: [item.reason, ...item.values.map(({ proposed }) => proposed)],
  }),
};

export const contactCopy: OwnCopy = { parts: [part] };
