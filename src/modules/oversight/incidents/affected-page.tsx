// /aufsicht/vorfaelle/:id/betroffene: who is affected by a breach, by key.
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { pageKey, readPageKey } from '../../../kernel/page-key.ts';
import { transact } from '../../../kernel/transaction.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { EmptyState, MoreLink, Top, Wrap, uiLabels } from '../../../ui/index.ts';
import { accountNames } from '../../identity/index.ts';
import { oversightTexts } from '../oversight-texts.ts';
import { oversee } from '../permissions.ts';
import { AffectedTable, listAffected, looksAtListed } from './affected-list.tsx';
import { incidentById } from './load-incidents.ts';
import { looksAtActor } from './record-incident.ts';

const pageSize = 50;

async function show(request: Request): Promise<Reply> {
  const { app, actor, language, params, query } = request;
  const id = params['id'] ?? '';
  if (!isUuid(id)) throw new Fault('NOT_FOUND');
  const [after] = readPageKey(query['cursor'], 'uuid') ?? [];
  const t = oversightTexts(language);
  const { shown, more, names } = await transact(app, actor, async (tx) => {
    const incident = await incidentById(tx.db, id);
    if (!incident) {
      await tx.recordAccess();
      throw new Fault('NOT_FOUND');
    }
    const persons = await listAffected(tx, incident, { after, limit: pageSize + 1 });
    const first = persons.slice(0, pageSize);
    await tx.recordAccess(...looksAtActor(incident), ...looksAtListed(first));
    const subjects = first.map(({ subject }) => subject);
    return {
      shown: first,
      more: persons.length > pageSize,
      names: await accountNames(app, subjects),
    };
  });
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
          <AffectedTable language={language} shown={shown} names={names} />
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

export const affectedRoute: Route = {
  method: 'GET',
  url: '/aufsicht/vorfaelle/:id/betroffene',
  may: oversee,
  kind: 'page',
  summary: 'Who is affected by a breach, by key; the look is logged for each of them',
  handle: show,
};
