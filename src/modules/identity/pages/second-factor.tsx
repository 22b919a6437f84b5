// /anmelden/passkey: between the identity provider and the first page, staff show their passkey, or set up the first one.
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import { safePath, seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { Band, Button, Buttons, Form, Notice, Top, uiLabels, Wrap } from '../../../ui/index.ts';
import { addPasskey, passkeyCreation } from '../actions/add-passkey.ts';
import { endSession } from '../actions/end-session.ts';
import { passkeyRequest, showPasskey } from '../actions/show-passkey.ts';
import { errorText, identityTexts } from '../identity-texts.ts';
import { postedResponse } from '../passkeys/posted-response.ts';
import { relyingParty, type RelyingParty } from '../passkeys/relying-party.ts';
import { halfSession, type HalfSession } from '../queries/half-session.ts';
import { passkeysOf } from '../queries/passkeys-of.ts';
import { sessionCookie } from '../session-rules.ts';
import { PasskeyForm } from './passkey-form.tsx';

const path = '/anmelden/passkey';

export const secondFactorAddress = (returnTo: string): string =>
  `${path}?weiter=${encodeURIComponent(returnTo)}`;

interface Half {
  party: RelyingParty;
  session: HalfSession;
  /** Has no passkey yet and must have one. */
  enrols: boolean;
}

async function openHalf({ app, cookies }: Request): Promise<Half | undefined> {
  const session = await halfSession(app, cookies[sessionCookie]);
  const party = relyingParty(app);
  if (!session || !party) return undefined;
  return { party, session, enrols: (await passkeysOf(app, session.accountId)).length === 0 };
}

const ownerOf = ({ id, accountId, name }: HalfSession) => ({ sessionId: id, accountId, name });

async function show(request: Request, fault?: string): Promise<Reply> {
  const { app, csrf, language } = request;
  const t = identityTexts(language);
  const half = await openHalf(request);
  const returnTo = safePath(asked(request), '/');
  if (!half) return nothingToConfirm(request);
  const { party, session, enrols } = half;
  const options = enrols
    ? await passkeyCreation(app, party, ownerOf(session))
    : await passkeyRequest(app, party, session);
  return page(request, {
    title: t('secondFactor.title'),
    status: fault === undefined ? 200 : 422,
    hasErrors: fault !== undefined,
    scripts: ['passkey'],
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('secondFactor.title')}
          lead={t(enrols ? 'secondFactor.enrol' : 'secondFactor.lead', { name: session.name })}
        />
        {fault === undefined ? null : (
          <Notice tone="danger" role="alert" title={errorText(language, fault)} />
        )}
        <Band id="passkey" title={t('passkeys.title')} last>
          <PasskeyForm
            request={request}
            action={path}
            kind={enrols ? 'create' : 'show'}
            options={options}
            returnTo={returnTo}
          />
          <Form action={path} hidden={{ _csrf: csrf, cancel: '1' }} plain>
            <Buttons>
              <Button variant="secondary">{t('secondFactor.cancel')}</Button>
            </Buttons>
          </Form>
        </Band>
      </Wrap>
    ),
  });
}

/** Signed in already, or not at all, or too late. */
function nothingToConfirm(request: Request): Reply {
  const t = identityTexts(request.language);
  const returnTo = safePath(asked(request), '/');
  return page(request, {
    title: t('secondFactor.title'),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(request.language)}
          title={t('secondFactor.title')}
          lead={t('secondFactor.gone')}
        >
          <Buttons>
            <Button href={returnTo}>{t('secondFactor.goOn')}</Button>
            <a href={`/anmelden?weiter=${encodeURIComponent(returnTo)}`}>{t('failed.again')}</a>
          </Buttons>
        </Top>
      </Wrap>
    ),
  });
}

function asked({ query, body }: Request): string | undefined {
  const posted = (body as Record<string, unknown> | undefined)?.['weiter'];
  return typeof posted === 'string' ? posted : query['weiter'];
}

async function post(request: Request): Promise<Reply> {
  const { app, body } = request;
  const fields = (body ?? {}) as Record<string, unknown>;
  const half = await openHalf(request);
  const returnTo = safePath(asked(request), '/');
  if (!half) return nothingToConfirm(request);
  const { party, session, enrols } = half;
  if (fields['cancel'] !== undefined) {
    await endSession(app, session.id);
    return seeOther('/abmelden', [{ name: sessionCookie, value: '', maxAge: 0 }]);
  }
  try {
    if (enrols)
      await addPasskey(app, party, ownerOf(session), {
        response: postedResponse<RegistrationResponseJSON>(body),
        name: typeof fields['name'] === 'string' ? fields['name'] : '',
      });
    else await showPasskey(app, party, session, postedResponse<AuthenticationResponseJSON>(body));
  } catch (error) {
    if (error instanceof Fault && error.code === 'PASSKEY_REFUSED') return show(request, error.code);
    throw error;
  }
  return seeOther(returnTo);
}

export const secondFactorRoutes: Route[] = [
  {
    method: 'GET',
    url: path,
    may: everyone,
    kind: 'page',
    summary: 'Asks for the passkey of a member of staff who has signed in at the identity provider',
    perMinute: 120,
    handle: (request) => show(request),
  },
  {
    method: 'POST',
    url: path,
    may: everyone,
    kind: 'form',
    summary: 'Checks the passkey and completes the sign-in; or stops it',
    perMinute: 30,
    handle: post,
  },
];
