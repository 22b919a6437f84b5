// /vertretung/vollmachten: the mandates that one has given, and those that one was given, each a page at a time.
import type { VNode } from 'preact';
import { Band, Button, EmptyState, Pagination, Top, Wrap, uiLabels } from '../../../ui/index.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { mandatesTexts } from '../mandates-texts.ts';
import { manageMandates } from '../permissions.ts';
import { givenBy, givenTo, type MandateList } from '../queries/mandates.ts';
import type { Side } from '../rules.ts';
import { personOf } from './choose.tsx';
import { MandateRows } from './mandate-words.tsx';

const lists: Record<'gegeben' | 'erhalten', { side: Side; read: typeof givenBy }> = {
  erhalten: { side: 'mandatary', read: givenTo },
  gegeben: { side: 'giver', read: givenBy },
};

async function showList(request: Request): Promise<Reply> {
  const { app, language, query } = request;
  const t = mandatesTexts(language);
  const actor = personOf(request);
  // A later page shows one list only.
  const names = (['erhalten', 'gegeben'] as const).filter(
    (name) => query['cursor'] === undefined || query['liste'] === name,
  );
  const parts = await Promise.all(
    names.map(async (name) => ({ name, ...(await lists[name].read(app, actor, query['cursor'])) })),
  );
  return page(request, {
    title: t('mandates'),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('mandates')}
          lead={t('mandatesLead')}
          crumbs={[
            { label: t('account'), href: '/konto' },
            { label: t('choose.title'), href: '/vertretung' },
          ]}
          action={<Button href="/vertretung/erteilen">{t('give.title')}</Button>}
        />
        {parts.map(({ name, items, next }, index) => (
          <List
            key={name}
            request={request}
            name={name}
            list={{ items, next }}
            last={index === parts.length - 1}
          />
        ))}
      </Wrap>
    ),
  });
}

function List(props: {
  request: Request;
  name: keyof typeof lists;
  list: MandateList;
  last: boolean;
}): VNode {
  const { request, name, list, last } = props;
  const { app, language } = request;
  const t = mandatesTexts(language);
  return (
    <Band id={name} title={t(`list.${name}`)} note={t(`list.${name}Note`)} last={last}>
      {list.items.length === 0 ? (
        <EmptyState text={t(`list.${name}None`)} />
      ) : (
        <MandateRows context={{ app, language }} side={lists[name].side} mandates={list.items} />
      )}
      <Pagination
        labels={uiLabels(language)}
        href={list.next ? `/vertretung/vollmachten?liste=${name}&cursor=${list.next}` : undefined}
        hidden={t(`list.${name}`)}
      />
    </Band>
  );
}

export const listRoute: Route = {
  method: 'GET',
  url: '/vertretung/vollmachten',
  may: manageMandates,
  kind: 'page',
  summary: 'Mandates that I have given and that I was given',
  handle: showList,
};
