// Who is affected by a breach, a portion at a time; each look is a use of their data.
import type { VNode } from 'preact';
import { affectedPersons, type AffectedPerson } from '../../../kernel/audit/affected-persons.ts';
import type { Access } from '../../../kernel/audit/write-access.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import { Table, formatDateTime } from '../../../ui/index.ts';
import { oversightTexts } from '../oversight-texts.ts';
import { fieldText } from './access-words.ts';
import { exposedUses } from './exposed-uses.ts';
import type { Incident } from './incident.ts';

export type Listed = AffectedPerson & { how?: string | null };

const hows = { mail: 'breach.told.mail', account: 'breach.told.account', gone: 'breach.told.gone' } as const;

/** As fixed when the officer confirmed; before that, as the log says now. By key, after `after`. */
export async function listAffected(
  tx: Transaction,
  incident: Incident,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<Listed[]> {
  if (incident.confirmedAt === null) {
    const uses = await exposedUses(tx.db, incident, tx.app.clock.now());
    return uses ? affectedPersons(tx.db, uses, { after, limit }) : [];
  }
  return tx.db
    .selectFrom('oversight.incident_person')
    .select([
      'account_id as subject',
      'fields',
      'uses',
      'first_at as firstAt',
      'last_at as lastAt',
      'told_how as how',
    ])
    .where('incident_id', '=', incident.id)
    .$if(after !== undefined, (query) => query.where('account_id', '>', after ?? ''))
    .orderBy('account_id')
    .limit(limit)
    .execute();
}

/** What to record for those who are shown. */
export const looksAtListed = (shown: readonly Listed[]): Access[] =>
  shown.map(({ subject }) => ({
    kind: 'read' as const,
    subject,
    fields: ['name', 'accesses'],
    purpose: 'breach',
  }));

interface Props {
  language: Language;
  shown: readonly Listed[];
  names: ReadonlyMap<string, string>;
}

export function AffectedTable({ language, shown, names }: Props): VNode {
  const t = oversightTexts(language);
  return (
    <Table
      id="liste"
      caption={t('breach.affected')}
      hideCaption
      columns={[
        { label: t('breach.person') },
        { label: t('breach.fields') },
        { label: t('breach.uses'), numeric: true },
        { label: t('breach.span'), nowrap: true },
        { label: t('breach.told'), nowrap: true },
      ]}
      rows={shown.map((each) => ({
        key: each.subject,
        cells: [
          names.get(each.subject) ?? t('unusual.gone'),
          each.fields.map((field) => fieldText(field, language)).join(', '),
          each.uses,
          `${formatDateTime(each.firstAt, language)} – ${formatDateTime(each.lastAt, language)}`,
          toldWords(each.how, t),
        ],
      }))}
    />
  );
}

const toldWords = (how: string | null | undefined, t: ReturnType<typeof oversightTexts>): string =>
  how === 'mail' || how === 'account' || how === 'gone' ? t(hows[how]) : t('breach.told.not');
