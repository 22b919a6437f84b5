// /aufsicht/vorfaelle/:id/betroffene: who is affected by a breach, by key; each look is a use of their data.
import { affectedPersons, type AffectedPerson } from '../../../kernel/audit/affected-persons.ts';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { pageKey, readPageKey } from '../../../kernel/page-key.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { EmptyState, MoreLink, Table, Top, Wrap, formatDateTime, uiLabels } from '../../../ui/index.ts';
import { accountNames } from '../../identity/index.ts';
import { oversightTexts } from '../oversight-texts.ts';
import { oversee } from '../permissions.ts';
import { fieldText } from './access-words.ts';
import { exposedUses } from './exposed-uses.ts';
import type { Incident } from './incident.ts';
import { incidentById } from './load-incidents.ts';
import { looksAtActor } from './record-incident.ts';

const pageSize = 50;
const hows = { mail: 'breach.told.mail', account: 'breach.told.account', gone: 'breach.told.gone' } as const;

type Listed = AffectedPerson & { how?: string | null };

async function show(request: Request): Promise<Reply> {
  const { app, actor, language, params, query } = request;
  const id = params['id'] ?? '';
  if (!isUuid(id)) throw new Fault('NOT_FOUND');
  const [after] = readPageKey(query['cursor'], 'uuid') ?? [];
  const t = oversightTexts(language);
  const found = await transact(app, actor, async (tx) => {
    const incident = await incidentById(tx.db, id);
    if (!incident) {
      await tx.recordAccess();
      throw new Fault('NOT_FOUND');
    }
    const persons = await listed(tx, incident, after);
    const shown = persons.slice(0, pageSize);
    await tx.recordAccess(
      ...looksAtActor(incident),
      ...shown.map(({ subject }) => ({
        kind: 'read' as const,
        subject,
        fields: ['name', 'accesses'],
        purpose: 'breach',
      })),
    );
    return {
      shown,
      more: persons.length > pageSize,
      names: await accountNames(
        app,
        shown.map(({ subject }) => subject),
      ),
    };
  });
  const { shown, more, names } = found;
  const last = shown.at(-1);
  return page(request, {
    title: t('breach.affected'),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('breach.affected')}
          lead={t('breach.affected.lead')}
          crumbs={[
            { label: t('oversight.title'), href: '/aufsicht' },
            { label: t('breach.title'), href: '/aufsicht/vorfaelle' },
            { label: t('breach.one'), href: `/aufsicht/vorfaelle/${id}` },
          ]}
          tight
        />
        {shown.length === 0 ? (
          <EmptyState text={t('breach.nobody')} />
        ) : (
          <Table
            id="betroffene"
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
        )}
        {more && last ? (
          <MoreLink
            href={`/aufsicht/vorfaelle/${id}/betroffene?cursor=${pageKey([last.subject])}`}
            label={t('breach.furtherPersons')}
          />
        ) : null}
      </Wrap>
    ),
  });
}

const toldWords = (how: string | null | undefined, t: ReturnType<typeof oversightTexts>): string =>
  how === 'mail' || how === 'account' || how === 'gone' ? t(hows[how]) : t('breach.told.not');

/** As fixed when the officer confirmed; before that, as the log says now. One more than a page. */
async function listed(tx: Transaction, incident: Incident, after: string | undefined): Promise<Listed[]> {
  if (incident.confirmedAt === null) {
    const uses = await exposedUses(tx.db, incident, tx.app.clock.now());
    return uses ? affectedPersons(tx.db, uses, { after, limit: pageSize + 1 }) : [];
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
    .limit(pageSize + 1)
    .execute();
}

export const affectedRoute: Route = {
  method: 'GET',
  url: '/aufsicht/vorfaelle/:id/betroffene',
  may: oversee,
  kind: 'page',
  summary: 'Who is affected by a breach, by key; the look is logged for each of them',
  handle: show,
};
