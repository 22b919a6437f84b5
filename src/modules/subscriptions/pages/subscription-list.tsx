// What somebody follows: each with its pace and ways, its feed and calendar, and the way out.
import type { VNode } from 'preact';
import type { Request } from '../../../kernel/http/route.ts';
import {
  Band,
  Button,
  Buttons,
  Choice,
  Disclosure,
  EmptyState,
  Form,
  Quiet,
  Rows,
  Stack,
  formatDate,
  swissDay,
  uiLabels,
} from '../../../ui/index.ts';
import { aboutWords } from '../feeds.ts';
import { paces } from '../paces.ts';
import type { Subscription } from '../queries/subscribers.ts';
import { secretAddress } from '../secret-addresses.ts';
import { subscriptionsTexts } from '../subscriptions-texts.ts';

interface ListProps {
  request: Request;
  list: readonly Subscription[];
  /** Where its forms go. */
  action: string;
  /** Absent: the address is the permission. */
  csrf?: string | undefined;
  /** Whether the address itself can be deleted here. */
  mayForget?: boolean;
}

const waysOf = ({ mail, push }: Subscription) =>
  mail && push ? 'both' : push ? 'push' : mail ? 'mail' : 'feed';

export function SubscriptionList({ request, list, action, csrf, mayForget }: ListProps): VNode {
  const { language } = request;
  const t = subscriptionsTexts(language);
  const token: Record<string, string> = csrf === undefined ? {} : { _csrf: csrf };
  return (
    <Band id="abos" title={t('list.title')} {...(mayForget === undefined ? { last: true } : {})}>
      {list.length === 0 ? (
        <EmptyState text={t('list.empty')}>
          <Button variant="secondary" href="/abonnieren">
            {t('list.add')}
          </Button>
        </EmptyState>
      ) : (
        <Stack>
          <Rows
            kind="one"
            items={list.map((each) => ({
              title: aboutWords(request, each),
              text: t('list.since', { day: formatDate(swissDay(each.createdAt), language) }),
              children: <One request={request} own={each} action={action} token={token} />,
            }))}
          />
          <p>
            <a href="/abonnieren">{t('list.add')}</a>
          </p>
        </Stack>
      )}
      {mayForget ? (
        <Form plain action={action} hidden={{ ...token, tun: 'forget' }}>
          <Quiet>{t('list.forgetText')}</Quiet>
          <Buttons>
            <Button variant="secondary">{t('list.forget')}</Button>
          </Buttons>
        </Form>
      ) : null}
    </Band>
  );
}

interface OneProps {
  request: Request;
  own: Subscription;
  action: string;
  token: Record<string, string>;
}

function One({ request, own, action, token }: OneProps): VNode {
  const { app, language } = request;
  const t = subscriptionsTexts(language);
  const labels = uiLabels(language);
  const about = aboutWords(request, own);
  const feed = secretAddress(app, 'feed', own.id, own.feedGeneration);
  const { baseUrl } = app.config;
  return (
    <Stack small>
      <Form plain action={action} hidden={{ ...token, tun: 'change', abo: own.id }}>
        <Choice
          labels={labels}
          id={`pace-${own.id}`}
          name="pace"
          as="select"
          label={t('pace')}
          value={own.pace}
          options={paces.map((value) => ({ value, label: t(`pace.${value}`) }))}
        />
        <Choice
          labels={labels}
          id={`way-${own.id}`}
          name="way"
          as="select"
          label={t('way')}
          value={waysOf(own)}
          options={(['mail', 'push', 'both', 'feed'] as const).map((value) => ({
            value,
            label: t(`way.${value}`),
          }))}
        />
        <Buttons>
          <Button variant="secondary" hidden={about}>
            {t('list.save')}
          </Button>
        </Buttons>
      </Form>
      <Form plain action={action} hidden={{ ...token, tun: 'end', abo: own.id }}>
        <Buttons>
          <Button variant="quiet" hidden={about}>
            {t('list.end')}
          </Button>
        </Buttons>
      </Form>
      <Disclosure summary={t('list.feed')}>
        <p>{t('list.feedText')}</p>
        <p>
          {t('atom')}: <code>{`${baseUrl}/abos/feed/${feed}`}</code>
        </p>
        <p>
          {t('calendar')}: <code>{`${baseUrl}/abos/kalender/${feed}`}</code>
        </p>
        <Form plain action={action} hidden={{ ...token, tun: 'renew', abo: own.id }}>
          <Buttons>
            <Button variant="secondary" hidden={about}>
              {t('list.renew')}
            </Button>
          </Buttons>
        </Form>
      </Disclosure>
    </Stack>
  );
}
