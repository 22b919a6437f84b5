// Web push (RFC 8030, 8291, 8292): tells a browser at once that something has come. Of a person's own matters never what.
import { createHash } from 'node:crypto';
import webPush from 'web-push';
import { perApp, type App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { Fault } from '../../../kernel/errors.ts';
import { asLanguage, type Language } from '../../../kernel/i18n/texts.ts';
import { sharedSecret } from '../../../kernel/shared-secret.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import { notificationsTexts } from '../notifications-texts.ts';

const task = 'notifications.push';

interface Keys {
  publicKey: string;
  privateKey: string;
}
const keysOf = perApp<Keys>('Keys of web push');

/** Made at the first start, the same for all processes: a browser belongs to the key that it was asked with. */
export async function loadPushKeys(app: App): Promise<void> {
  const kept = await sharedSecret(app.db, 'notifications.web-push', () =>
    JSON.stringify(webPush.generateVAPIDKeys()),
  );
  keysOf.set(app, JSON.parse(kept) as Keys);
}

export const pushKey = (app: App): string => keysOf.of(app).publicKey;

/** What a browser gives away for us to reach it. */
export interface PushAddress {
  endpoint: string;
  p256dh: string;
  auth: string;
}

/**
 * Whether the address is one of a push service that the operator trusts: we would else send requests wherever somebody wants.
 * A host that begins with a dot stands for all below it.
 */
export function isPushService(app: App, endpoint: string): boolean {
  if (endpoint.length > 1000 || !URL.canParse(endpoint)) return false;
  const { protocol, host, username } = new URL(endpoint);
  const known = app.config.pushServices.some((each) =>
    each.startsWith('.') ? host.endsWith(each) : host === each,
  );
  return known && username === '' && (protocol === 'https:' || app.config.mode === 'demo');
}

const isKey = (text: string, bytes: number) => Buffer.from(text, 'base64url').length === bytes;
const devicesAtMost = 10;

/** @throws Fault BAD_REQUEST for what no browser of ours would send */
export async function addDevice(
  tx: Transaction,
  owner: string,
  language: Language,
  { endpoint, p256dh, auth }: PushAddress,
): Promise<void> {
  if (!isPushService(tx.app, endpoint) || !isKey(p256dh, 65) || !isKey(auth, 16))
    throw new Fault('BAD_REQUEST');
  await tx.db
    .insertInto('notifications.push_device')
    .values({ owner_id: owner, endpoint, p256dh, auth, language, added_at: tx.app.clock.now() })
    // The browser of a family: whoever asked last is told.
    .onConflict((conflict) =>
      conflict.column('endpoint').doUpdateSet({ owner_id: owner, p256dh, auth, language }),
    )
    .execute();
  const old = await tx.db
    .selectFrom('notifications.push_device')
    .select('id')
    .where('owner_id', '=', owner)
    .orderBy('added_at', 'desc')
    .orderBy('id')
    .offset(devicesAtMost)
    .execute();
  if (old.length > 0)
    await tx.db
      .deleteFrom('notifications.push_device')
      .where(
        'id',
        'in',
        old.map(({ id }) => id),
      )
      .execute();
}

export async function removeDevices(tx: Transaction, owner: string): Promise<void> {
  await tx.db.deleteFrom('notifications.push_device').where('owner_id', '=', owner).execute();
}

/** What a device shows: in the language it was added in. */
export interface PushWords {
  title: string;
  text: string;
  path: string;
}

/** A job for each device of the owner. @param key of the notice; @param words absent: only that there is something to read */
export async function queuePush(
  tx: Transaction,
  owner: string,
  key: string,
  words?: (language: Language) => PushWords,
): Promise<void> {
  const devices = await tx.db
    .selectFrom('notifications.push_device')
    .select(['id', 'language'])
    .where('owner_id', '=', owner)
    .execute();
  for (const { id, language } of devices)
    await tx.queue(
      task,
      { device: id, topic: topicOf(key), ...(words ? { words: words(asLanguage(language) ?? 'de') } : {}) },
      { key: `${task}/${id}/${key}` },
    );
}

/** RFC 8030, 5.4: a message of the same topic takes the place of one that the device has not had yet. */
const topicOf = (key: string) => createHash('sha256').update(key).digest('base64url').slice(0, 32);

/** @throws while the push service can't take it; the job tries again */
export async function push(app: App, payload: Record<string, unknown>): Promise<void> {
  const id = String(payload['device']);
  const device = await impersonal(app, 'show-nobody', (db) =>
    db.selectFrom('notifications.push_device').selectAll().where('id', '=', id).executeTakeFirst(),
  );
  if (!device || !isPushService(app, device.endpoint)) return;
  const t = notificationsTexts(asLanguage(device.language) ?? 'de');
  const words = (payload['words'] as PushWords | undefined) ?? {
    title: t('push.title'),
    text: t('push.text'),
    path: '/konto/benachrichtigungen',
  };
  try {
    await webPush.sendNotification(
      { endpoint: device.endpoint, keys: { p256dh: device.p256dh, auth: device.auth } },
      JSON.stringify(words),
      {
        vapidDetails: { subject: contact(app), ...keysOf.of(app) },
        TTL: 3 * 86_400,
        topic: String(payload['topic']),
        timeout: 10_000,
      },
    );
  } catch (error) {
    const status = error instanceof webPush.WebPushError ? error.statusCode : undefined;
    // Gone: the browser has taken its permission back (RFC 8030, 7.3); anything else of 4xx but "too many" does not get better.
    if (status === 404 || status === 410)
      return void (await impersonal(app, 'expire', (db) =>
        db.deleteFrom('notifications.push_device').where('id', '=', id).execute(),
      ));
    if (status !== undefined && status < 500 && status !== 429) {
      app.log.warn({ status }, 'A push service does not take a notice');
      return;
    }
    throw error;
  }
}

/** Whom a push service can turn to (RFC 8292, 2.1): an https address, or a mailbox. */
function contact({ config }: App): string {
  if (config.baseUrl.startsWith('https:')) return config.baseUrl;
  return `mailto:${/<([^>]+)>/.exec(config.mailFrom)?.[1] ?? config.mailFrom}`;
}
