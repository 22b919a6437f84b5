// /konto/benachrichtigungen: of what somebody hears and how, what they can't switch off and why, and what was sent.
import type { VNode } from 'preact';
import type { PersonActor, StaffActor } from '../../../kernel/actor.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { asLanguage, languages } from '../../../kernel/i18n/texts.ts';
import { definePermission } from '../../../kernel/permission.ts';
import { transact } from '../../../kernel/transaction.ts';
import {
  Band,
  Button,
  Buttons,
  Choice,
  EmptyState,
  Form,
  Notice,
  Pagination,
  Rows,
  State,
  Top,
  Wrap,
  formatDate,
  formatDateTime,
  swissDay,
  uiLabels,
  type Tone,
} from '../../../ui/index.ts';
import { changeDevices, countDevices } from '../actions/change-devices.ts';
import { keepWishes } from '../actions/keep-wishes.ts';
import { deadSince, reviveAddress } from '../dead-addresses.ts';
import { chosenKinds, requiredKinds, staffKinds, type ChosenKind } from '../notice-kinds.ts';
import { notificationsTexts } from '../notifications-texts.ts';
import { noticesOf, type NoticeState } from '../queries/notices-of.ts';
import { usualWish, wishesOf, type Wish } from '../queries/wishes.ts';
import { PushDevices } from './push-device.tsx';

const path = '/konto/benachrichtigungen';
const pageSize = 20;
/** People, and staff for what they are told besides their work. */
export const ownWishes = definePermission(
  'notifications.own',
  (actor) => actor.kind === 'person' || actor.kind === 'staff',
);

/** @throws Fault SIGN_IN_REQUIRED for anyone else */
function holderOf({ actor }: Request): PersonActor | StaffActor {
  if (actor.kind !== 'person' && actor.kind !== 'staff') throw new Fault('SIGN_IN_REQUIRED');
  return actor;
}

/** Staff are told of the community; all else is about people's own matters. */
const kindsFor = ({ kind }: Pick<PersonActor | StaffActor, 'kind'>): readonly ChosenKind[] =>
  kind === 'person' ? chosenKinds : staffKinds;

const ways = {
  mail: usualWish,
  push: { mail: false, push: true },
  both: { mail: true, push: true },
  account: { mail: false, push: false },
};
type Way = keyof typeof ways;
const wayNames = Object.keys(ways) as Way[];
const wayOf = ({ mail, push }: Wish): Way => (mail ? (push ? 'both' : 'mail') : push ? 'push' : 'account');

const tones: Record<NoticeState, Tone> = {
  waiting: 'info',
  retried: 'warning',
  sent: 'success',
  failed: 'danger',
  returned: 'danger',
  account: 'info',
};
/** Languages by their own names, as at the top of each page. */
const names = { de: 'Deutsch', fr: 'Français', it: 'Italiano', en: 'English' };

async function show(request: Request): Promise<Reply> {
  const { app, language, query, csrf } = request;
  const actor = holderOf(request);
  const t = notificationsTexts(language);
  const labels = uiLabels(language);
  const { email } = actor;
  const own = await ownData(app, actor, async (db) => ({
    wishes: await wishesOf(db, actor.id),
    dead: email === undefined ? undefined : await deadSince(app, db, email),
    sent: await noticesOf(db, actor.id, { cursor: query['cursor'], limit: pageSize }),
    devices: await countDevices(db, actor.id),
  }));
  return page(request, {
    title: t('title'),
    scripts: ['push'],
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={t('title')}
          lead={t('lead')}
          crumbs={actor.kind === 'person' ? [{ label: t('account'), href: '/konto' }] : []}
        />
        {query['gut'] === 'saved' ? <Notice tone="success" role="status" title={t('saved')} /> : null}
        {own.dead && email !== undefined ? (
          <Notice tone="danger" title={t('dead.title')}>
            <p>
              {t('dead.text', {
                address: email,
                day: formatDate(swissDay(own.dead.since), language),
                reason: own.dead.reason,
              })}
            </p>
            <Form plain action={path} hidden={{ _csrf: csrf, tun: 'revive' }}>
              <Buttons>
                <Button variant="secondary">{t('dead.revive')}</Button>
              </Buttons>
            </Form>
          </Notice>
        ) : null}
        <Band id="waehlen" title={t('choose')} note={t('chooseNote')}>
          <Form plain action={path} hidden={{ _csrf: csrf, tun: 'wishes' }}>
            {kindsFor(actor).map((kind) => (
              <Choice
                key={kind}
                labels={labels}
                id={kind}
                name={kind}
                as="select"
                label={t(`kind.${kind}`)}
                value={wayOf(own.wishes.kinds.get(kind) ?? usualWish)}
                options={wayNames.map((value) => ({ value, label: t(`way.${value}`) }))}
              />
            ))}
            <Choice
              labels={labels}
              id="language"
              name="language"
              as="select"
              label={t('language')}
              value={own.wishes.language ?? 'as'}
              options={[
                { value: 'as', label: t('languageAs') },
                ...languages.map((value) => ({ value, label: names[value] })),
              ]}
            />
            <Buttons>
              <Button>{t('save')}</Button>
            </Buttons>
          </Form>
        </Band>
        {actor.kind === 'person' ? (
          <Band id="immer" title={t('required')} note={t('requiredNote')}>
            <Rows
              kind="one"
              items={requiredKinds.map((kind) => ({ title: t(`kind.${kind}`), text: t(`kind.${kind}.why`) }))}
            />
          </Band>
        ) : null}
        <PushDevices app={app} language={language} action={path} csrf={csrf} count={own.devices} />
        <Sent request={request} sent={own.sent} />
      </Wrap>
    ),
  });
}

function Sent({
  request: { language },
  sent: { items, next },
}: {
  request: Request;
  sent: Awaited<ReturnType<typeof noticesOf>>;
}): VNode {
  const t = notificationsTexts(language);
  return (
    <Band id="gesendet" title={t('sent')} note={t('sentNote')} last>
      {items.length === 0 ? (
        <EmptyState text={t('sentEmpty')} />
      ) : (
        <Rows
          items={items.map(({ at, subject, state }) => ({
            when: formatDateTime(at, language),
            title: subject,
            text: <State tone={tones[state]}>{t(`state.${state}`)}</State>,
          }))}
        />
      )}
      <Pagination
        labels={uiLabels(language)}
        href={next ? `${path}?cursor=${next}#gesendet` : undefined}
        hidden={t('sent')}
      />
    </Band>
  );
}

async function change(request: Request): Promise<Reply> {
  const { app, body, language } = request;
  const actor = holderOf(request);
  const form = (body ?? {}) as Record<string, unknown>;
  await transact(app, actor, async (tx) => {
    tx.ownData();
    if (await changeDevices(tx, actor.id, language, body)) return;
    if (form['tun'] === 'revive')
      return actor.email === undefined ? undefined : reviveAddress(app, tx.db, actor.email);
    if (form['tun'] !== 'wishes') throw new Fault('BAD_REQUEST');
    const wishes = new Map(
      kindsFor(actor).map(
        (kind) => [kind, ways[wayNames.find((way) => way === form[kind]) ?? 'mail']] as const,
      ),
    );
    await keepWishes(tx, actor.id, wishes, asLanguage(form['language']));
  });
  return seeOther(`${path}?gut=saved`);
}

export const wishesRoutes: Route[] = [
  {
    method: 'GET',
    url: path,
    may: ownWishes,
    kind: 'page',
    summary: 'Of what I hear and how, and what was sent to me',
    handle: show,
  },
  {
    method: 'POST',
    url: path,
    may: ownWishes,
    kind: 'form',
    summary: 'Changes how I am told, adds and removes devices, says that my address works again',
    handle: change,
  },
];
