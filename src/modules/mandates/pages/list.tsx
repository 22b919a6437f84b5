// /vertretung/vollmachten: the mandates that one has given, and those that one was given, each a page at a time; and those of one's children.
import type { VNode } from 'preact';
import {
  Band,
  Button,
  Buttons,
  EmptyState,
  Notice,
  Pagination,
  Top,
  Wrap,
  formatDate,
  uiLabels,
} from '../../../ui/index.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { learnRepresentations } from '../actions/learn-representations.ts';
import type { Mandate } from '../mandate.ts';
import { mandatesTexts } from '../mandates-texts.ts';
import { manageMandates } from '../permissions.ts';
import { asChild, childrenOf, mandatesOfChild } from '../queries/children.ts';
import { givenBy, givenTo, type MandateList } from '../queries/mandates.ts';
import type { Representation } from '../representation.ts';
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
  const children = query['cursor'] === undefined ? await mandatesOfChildren(request, actor) : [];
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
            last={children.length === 0 && index === parts.length - 1}
          />
        ))}
        {children.map(({ child, mandates }, index) => (
          <ChildMandates
            key={child.id}
            request={request}
            child={child}
            mandates={mandates}
            last={index === children.length - 1}
          />
        ))}
      </Wrap>
    ),
  });
}

interface OfChild {
  child: Representation;
  /** Undefined: the register does not say now that it is one's child. */
  mandates: Mandate[] | undefined;
}

async function mandatesOfChildren(request: Request, self: PersonActor): Promise<OfChild[]> {
  const { app, language } = request;
  await learnRepresentations(app, self, language);
  const children = await childrenOf(app, self);
  return Promise.all(
    children.map(async (child) => ({ child, mandates: await seenBy(request, self, child) })),
  );
}

async function seenBy({ app }: Request, self: PersonActor, child: Representation) {
  try {
    return await mandatesOfChild(app, await asChild(app, self, child.id));
  } catch (error) {
    if (error instanceof Fault && error.code === 'REPRESENTATION_UNCONFIRMED') return undefined;
    throw error;
  }
}

function ChildMandates(props: OfChild & { request: Request; last: boolean }): VNode {
  const { request, child, mandates, last } = props;
  const { app, language } = request;
  const t = mandatesTexts(language);
  const name = child.representedName;
  return (
    <Band
      id={`kind-${child.id}`}
      title={t('list.child', { name })}
      note={t('list.childNote', { day: formatDate(child.until ?? '', language) })}
      last={last}
    >
      {mandates === undefined ? (
        <Notice tone="warning" title={t('choose.silentTitle')}>
          <p>{t('choose.unconfirmed', { name })}</p>
        </Notice>
      ) : (
        <>
          {mandates.length === 0 ? (
            <EmptyState text={t('list.childNone', { name })} />
          ) : (
            <MandateRows context={{ app, language }} side="giver" mandates={mandates} />
          )}
          <Buttons>
            <Button variant="secondary" href={`/vertretung/erteilen?fuer=${child.id}`}>
              {t('give.childTitle', { name })}
            </Button>
          </Buttons>
        </>
      )}
    </Band>
  );
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
