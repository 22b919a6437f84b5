// /konto/passkeys: the second factor of staff, to add and to remove.
import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import type { VNode } from 'preact';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import {
  Band,
  Button,
  EmptyState,
  Form,
  Notice,
  Rows,
  Top,
  Wrap,
  formatDateTime,
  uiLabels,
} from '../../../ui/index.ts';
import { addPasskey, passkeyCreation, type PasskeyOwner } from '../actions/add-passkey.ts';
import { removePasskey } from '../actions/remove-passkey.ts';
import { errorText, identityTexts } from '../identity-texts.ts';
import { postedResponse } from '../passkeys/posted-response.ts';
import { relyingParty } from '../passkeys/relying-party.ts';
import { managePasskeys } from '../permissions.ts';
import { passkeysOf, type Passkey } from '../queries/passkeys-of.ts';
import { PasskeyForm } from './passkey-form.tsx';

const path = '/konto/passkeys';

/** @throws Fault SIGN_IN_REQUIRED for programs with a token: they have no browser */
function ownerOf({ actor, sessionId }: Request): PasskeyOwner {
  if (actor.kind !== 'staff' || sessionId === undefined) throw new Fault('SIGN_IN_REQUIRED');
  return { accountId: actor.id, sessionId, name: actor.name };
}

async function showPasskeys(request: Request): Promise<Reply> {
  return passkeysPage(request);
}

async function passkeysPage(request: Request, fault?: string): Promise<Reply> {
  const { app, language, query } = request;
  const t = identityTexts(language);
  const owner = ownerOf(request);
  const passkeys = await passkeysOf(app, owner.accountId);
  const party = relyingParty(app);
  const options = party && (await passkeyCreation(app, party, owner));
  const done = { neu: t('passkeys.added'), weg: t('passkeys.removed') }[query['passkey'] ?? ''];
  return page(request, {
    title: t('passkeys.title'),
    status: fault === undefined ? 200 : 422,
    hasErrors: fault !== undefined,
    scripts: ['passkey'],
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('passkeys.title')}
          lead={t('passkeys.lead')}
          crumbs={[{ label: t('sessions.title'), href: '/konto/sitzungen' }]}
        />
        {fault === undefined ? null : (
          <Notice tone="danger" role="alert" title={errorText(language, fault)} />
        )}
        {fault === undefined && done !== undefined ? (
          <Notice tone="success" role="status" title={done} />
        ) : null}
        <Band id="passkeys" title={t('passkeys.yours')}>
          {passkeys.length === 0 ? (
            <EmptyState text={t('passkeys.none')} />
          ) : (
            <List request={request} passkeys={passkeys} />
          )}
        </Band>
        <Band id="neu" title={t('passkeys.add')} last>
          {options ? (
            <PasskeyForm request={request} action={path} kind="create" options={options} />
          ) : (
            <p>{t('passkeys.address')}</p>
          )}
        </Band>
      </Wrap>
    ),
  });
}

function List({ request, passkeys }: { request: Request; passkeys: Passkey[] }): VNode {
  const { csrf, language } = request;
  const t = identityTexts(language);
  return (
    <Rows
      kind="two"
      items={passkeys.map(({ id, name, createdAt, usedAt }) => ({
        title: name,
        text: t('passkeys.times', {
          created: formatDateTime(createdAt, language),
          used: usedAt === null ? 'never' : formatDateTime(usedAt, language),
        }),
        act: (
          <Form action={`${path}/entfernen`} hidden={{ _csrf: csrf, passkey: id }} plain>
            <Button variant="secondary">
              {t('passkeys.remove')}
              <span class="ds-sr-only"> {name}</span>
            </Button>
          </Form>
        ),
      }))}
    />
  );
}

async function postPasskey(request: Request): Promise<Reply> {
  const owner = ownerOf(request);
  const party = relyingParty(request.app);
  if (!party) throw new Fault('NOT_FOUND');
  const name = (request.body as Record<string, unknown> | undefined)?.['name'];
  try {
    await addPasskey(request.app, party, owner, {
      response: postedResponse<RegistrationResponseJSON>(request.body),
      name: typeof name === 'string' ? name : '',
    });
  } catch (error) {
    if (error instanceof Fault && error.code === 'PASSKEY_REFUSED') return passkeysPage(request, error.code);
    throw error;
  }
  return seeOther(`${path}?passkey=neu`);
}

async function postRemoval(request: Request): Promise<Reply> {
  const owner = ownerOf(request);
  const id = (request.body as Record<string, unknown> | undefined)?.['passkey'];
  if (!isUuid(id)) throw new Fault('BAD_REQUEST');
  try {
    await removePasskey(request.app, owner.accountId, id);
  } catch (error) {
    if (error instanceof Fault && error.code === 'PASSKEY_LAST') return passkeysPage(request, error.code);
    throw error;
  }
  return seeOther(`${path}?passkey=weg`);
}

export const passkeyRoutes: Route[] = [
  {
    method: 'GET',
    url: path,
    may: managePasskeys,
    kind: 'page',
    summary: 'My passkeys',
    handle: showPasskeys,
  },
  {
    method: 'POST',
    url: path,
    may: managePasskeys,
    kind: 'form',
    summary: 'Adds a passkey (WebAuthn)',
    perMinute: 30,
    handle: postPasskey,
  },
  {
    method: 'POST',
    url: `${path}/entfernen`,
    may: managePasskeys,
    kind: 'form',
    summary: 'Removes a passkey',
    handle: postRemoval,
  },
];
