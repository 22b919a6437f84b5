// What statements give to the copy of one's own data: what somebody has written or released for an organisation.
import { sql } from 'kysely';
import type { PersonActor } from '../../../../../kernel/actor.ts';
import type { App } from '../../../../../kernel/app.ts';
import { ownData } from '../../../../../kernel/audit/personal-data.ts';
import { forPersons, type OwnCopyPart } from '../../../../../kernel/own-copy.ts';
import { formatDate, swissDay } from '../../../../../ui/index.ts';
import { allProcesses } from '../../../queries/processes.ts';
import { consultationTexts } from '../consultation-texts.ts';

interface OwnText {
  process: string;
  organisation: string;
  /** A paragraph; empty: what is said of the whole; null: the release. */
  anchor: string | null;
  text: string | null;
  at: string;
}

async function* ownTextsOf(app: App, actor: PersonActor): AsyncGenerator<OwnText> {
  const rows = await ownData(app, actor, (db) =>
    db
      .selectFrom('participation.statement_text as text')
      .innerJoin('participation.statement as statement', 'statement.id', 'text.statement_id')
      .select(['statement.process_id as process', 'statement.name as organisation'])
      .select([
        sql<string | null>`text.anchor`.as('anchor'),
        sql<string | null>`text.body`.as('text'),
        'text.written_at as at',
      ])
      .where('text.written_by', '=', actor.id)
      .unionAll(
        db
          .selectFrom('participation.statement_consent as consent')
          .innerJoin('participation.statement as statement', 'statement.id', 'consent.statement_id')
          .select(['statement.process_id as process', 'statement.name as organisation'])
          .select([sql<string | null>`null::text`.as('anchor'), sql<string | null>`null::text`.as('text')])
          .select('consent.given_at as at')
          .where('consent.account_id', '=', actor.id),
      )
      .orderBy('at')
      .execute(),
  );
  for (const row of rows) yield { ...row, at: row.at.toISOString() };
}

export const ownTextsPart: OwnCopyPart<OwnText> = {
  name: 'statementTexts',
  tables: ['participation.statement', 'participation.statement_text', 'participation.statement_consent'],
  title: (language) => consultationTexts(language)('st.copy'),
  read: forPersons(ownTextsOf),
  print({ process, organisation, text, at }, app, language) {
    const title = allProcesses(app).find(({ id }) => id === process)?.title[language] ?? process;
    return {
      title: `${title}: ${organisation}, ${formatDate(swissDay(at), language)}`,
      lines: [text ?? consultationTexts(language)('st.release')],
    };
  },
};
