// What the page of a sign-in by E-ID shows: the code and the link, the waiting, and why it ended.
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request } from '../../../kernel/http/route.ts';
import { qrPath } from '../../../kernel/qr-path.ts';
import {
  Band,
  Button,
  Buttons,
  formatTime,
  Prose,
  QrCode,
  Quiet,
  Top,
  uiLabels,
  Wrap,
} from '../../../ui/index.ts';
import { eidOf } from '../eid/connection.ts';
import { refreshSeconds } from '../eid/eid-rules.ts';
import { purposeOf } from '../eid/purpose.ts';
import { walletLink } from '../eid/request-address.ts';
import { errorText, identityTexts } from '../identity-texts.ts';
import type { EidRequest } from '../queries/eid-request.ts';
import { EidForm } from './eid-form.tsx';
import { eidWords } from './eid-words.tsx';

/**
 * The page looks again by itself, by the header `Refresh`, which needs no script. Whoever is read to can switch that off
 * (WCAG 2.2.1): then a button looks.
 */
export function waitingPage(request: Request, found: EidRequest): Reply {
  const { language } = request;
  const t = identityTexts(language);
  const still = request.query['still'] !== undefined;
  const title = t(found.state === 'waiting' ? 'eid.title' : 'eid.fetchedTitle');
  const lead =
    found.state === 'waiting'
      ? t('eid.lead')
      : t(found.state === 'verified' ? 'eid.elsewhere' : 'eid.fetchedLead');
  const reply = page(request, {
    title,
    content: (
      <Wrap>
        <Top labels={uiLabels(language)} title={eidWords(title)} lead={eidWords(lead)}>
          {found.state === 'waiting' ? null : <Look request={request} still={still} />}
        </Top>
        {found.state === 'waiting' ? <Ways request={request} found={found} still={still} /> : null}
        <Asked request={request} found={found} />
      </Wrap>
    ),
  });
  return still ? reply : { ...reply, headers: { ...reply.headers, refresh: String(refreshSeconds) } };
}

/** By the camera of the telephone, or on this very device. */
function Ways({ request, found, still }: { request: Request; found: EidRequest; still: boolean }) {
  const { app, language } = request;
  const t = identityTexts(language);
  const eid = eidOf(app);
  if (!eid) throw new Fault('NOT_FOUND');
  const code = qrPath(walletLink(app, eid, found.id, 'code'));
  const until = formatTime(found.expiresAt, language, true);
  return (
    <>
      <Band id="hier" title={eidWords(t('eid.here'))}>
        <Prose>
          <p>{t('eid.hereText')}</p>
        </Prose>
        <Buttons>
          <Button href={walletLink(app, eid, found.id, 'link')}>{t('eid.open')}</Button>
        </Buttons>
      </Band>
      <Band id="anderes" title={eidWords(t('eid.other'))} note={t('eid.until', { until })}>
        <Prose>
          <p>{t('eid.otherText')}</p>
          <p>{t('eid.warning')}</p>
        </Prose>
        <QrCode {...code} label={t('eid.codeLabel')} />
        <Look request={request} still={still} />
      </Band>
    </>
  );
}

/** Looking by hand, and switching the looking by itself off and on. */
function Look({ request, still }: { request: Request; still: boolean }) {
  const t = identityTexts(request.language);
  return (
    <>
      <Quiet>{t(still ? 'eid.still' : 'eid.looking')}</Quiet>
      <Buttons>
        <Button variant="secondary" href={still ? `${request.path}?still=1` : request.path}>
          {t('eid.look')}
        </Button>
        <a href={still ? request.path : `${request.path}?still=1`}>{t(still ? 'eid.moving' : 'eid.stop')}</a>
      </Buttons>
    </>
  );
}

/** Said here too, so that nobody has to trust a telephone they don't know yet. */
function Asked({ request, found }: { request: Request; found: EidRequest }) {
  const t = identityTexts(request.language);
  return (
    <Band id="angaben" title={t('eid.asked')} last>
      <Prose>
        <p>{purposeOf(request.app, found.serviceId).description(request.language)}</p>
        <ul>
          {found.claims.map((claim) => (
            <li key={claim}>{t(`eid.claim.${claim}`)}</li>
          ))}
        </ul>
        <p>{t('eid.kept')}</p>
      </Prose>
    </Band>
  );
}

/** @param found absent when the request is not this browser's; then nothing is known of where it should have led */
export function endedPage(request: Request, code: string, found: EidRequest | undefined): Reply {
  const { language } = request;
  const t = identityTexts(language);
  const { status } = new Fault(code);
  const title = t(code === 'EID_DECLINED' ? 'eid.declinedTitle' : 'failed.title');
  const returnTo = found?.returnTo ?? '';
  return page(request, {
    title,
    status,
    content: (
      <Wrap>
        <Top labels={uiLabels(language)} title={title} lead={errorText(language, code)}>
          <EidForm
            request={request}
            returnTo={returnTo}
            serviceId={found?.serviceId}
            label={t('eid.again')}
            variant="primary"
          />
          <Buttons>
            <a href={returnTo === '' ? '/anmelden' : `/anmelden?weiter=${encodeURIComponent(returnTo)}`}>
              {t('eid.otherWay')}
            </a>
            <a href="/">{t('home')}</a>
          </Buttons>
          <Quiet>{t('failed.code', { code, status })}</Quiet>
        </Top>
      </Wrap>
    ),
  });
}
