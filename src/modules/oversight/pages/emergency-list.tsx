// /aufsicht/notfallzugriffe: all emergency accesses, page by page, behind those that the overview shows.
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { transact } from '../../../kernel/transaction.ts';
import { MoreLink, Top, Wrap, uiLabels } from '../../../ui/index.ts';
import { accountNames } from '../../identity/index.ts';
import { oversightTexts } from '../oversight-texts.ts';
import { oversee } from '../permissions.ts';
import { looksAt, overseenEmergencies } from '../queries/emergency-overview.ts';
import { Emergencies } from './emergencies.tsx';

async function show(request: Request): Promise<Reply> {
  const { app, actor, language, query } = request;
  if (actor.kind !== 'staff') throw new Error('The route lets only staff in');
  const t = oversightTexts(language);
  const { items, next, names } = await transact(app, actor, async (tx) => {
    const found = await overseenEmergencies(app, tx.db, query['cursor']);
    await tx.recordAccess(...looksAt(found.items));
    const staff = found.items.map(({ staffId }) => staffId);
    return { ...found, names: await accountNames(app, staff) };
  });
  return page(request, {
    title: t('emergency.title'),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('emergency.title')}
          crumbs={[{ label: t('oversight.title'), href: '/aufsicht' }]}
          tight
        />
        <Emergencies level={2} request={request} found={items} names={names} />
        {next === null ? null : (
          <MoreLink href={`/aufsicht/notfallzugriffe?cursor=${next}`} label={t('emergency.further')} />
        )}
      </Wrap>
    ),
  });
}

export const emergencyListRoute: Route = {
  method: 'GET',
  url: '/aufsicht/notfallzugriffe',
  may: oversee,
  kind: 'page',
  summary: 'All emergency accesses, open ones first',
  handle: show,
};
