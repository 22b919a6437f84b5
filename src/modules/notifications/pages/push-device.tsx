// The part of a page by which a device is added or removed: a button that a script makes work, and words where there is none.
import type { VNode } from 'preact';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { Band, Button, Buttons, Form, HiddenField, Notice, Quiet, Stack } from '../../../ui/index.ts';
import { pushKey } from '../actions/push.ts';
import { notificationsTexts } from '../notifications-texts.ts';

interface PushDeviceProps {
  app: App;
  language: Language;
  /** Where its forms go; `tun` is `device` or `no-devices`. */
  action: string;
  csrf?: string | undefined;
  /** How many devices there are. */
  count: number;
  last?: boolean;
}

export function PushDevices({ app, language, action, csrf, count, last }: PushDeviceProps): VNode {
  const t = notificationsTexts(language);
  const token: Record<string, string> = csrf === undefined ? {} : { _csrf: csrf };
  return (
    <Band id="geraete" title={t('devices')} note={t('devicesNote')} {...(last ? { last } : {})}>
      <Stack>
        <p>{t('devicesCount', { count })}</p>
        <div id="push-script">
          <Quiet>{t('devicesScript')}</Quiet>
        </div>
        <div id="push-failed" role="alert" hidden>
          <Notice tone="danger" title={t('devicesFailed')} />
        </div>
        <form class="plainform" action={action} method="post" data-key={pushKey(app)} hidden>
          {Object.entries({ ...token, tun: 'device', endpoint: '', p256dh: '', auth: '' }).map(
            ([name, value]) => (
              <HiddenField key={name} name={name} value={value} />
            ),
          )}
          <Buttons>
            <Button variant="secondary">{t('devicesAdd')}</Button>
          </Buttons>
        </form>
        {count > 0 ? (
          <Form plain action={action} hidden={{ ...token, tun: 'no-devices' }}>
            <Buttons>
              <Button variant="quiet">{t('devicesRemove')}</Button>
            </Buttons>
          </Form>
        ) : null}
      </Stack>
    </Band>
  );
}
