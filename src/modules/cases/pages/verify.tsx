// /verify/{code}: anyone who holds a letter learns whether the canton issued it; names and content stay private.
import {
  Button,
  Buttons,
  Facts,
  Form,
  Notice,
  TextField,
  Top,
  Wrap,
  formatDate,
  uiLabels,
} from '../../../ui/index.ts';
import { page } from '../../../kernel/http/page.tsx';
import { json, seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { everyone } from '../../../kernel/permission.ts';
import { normaliseCode } from '../../../kernel/verify-code.ts';
import { certificateReply } from '../../learning/index.ts';
import { unitName } from '../../organisation/index.ts';
import { caseTexts } from '../case-texts.ts';
import { verifiedDocument, type VerifiedDocument } from '../queries/find-document.ts';
import { dayOf } from './case-parts.tsx';

async function verify(request: Request): Promise<Reply> {
  const typed = request.params['code'] ?? '';
  const code = normaliseCode(typed);
  const found = code === undefined ? undefined : await verifiedDocument(request.app, code);
  // Certificates of staff have codes of the same kind; this address checks them, too.
  const certificate =
    !found && code !== undefined
      ? await certificateReply(request, code, <CodeForm request={request} typed="" />)
      : undefined;
  if (certificate) return certificate;
  if (String(request.headers['accept'] ?? '').includes('application/json')) return asJson(request, found);
  return showResult(request, typed.slice(0, 40), found);
}

function asJson({ app, language }: Request, found: VerifiedDocument | undefined): Reply {
  if (!found) return json({ genuine: false }, 404);
  return json({
    genuine: true,
    title: found.title,
    ref: found.ref,
    issuer: unitName(app, found.unit, language),
    issued: found.issuedAt.toISOString(),
    validUntil: found.validUntil,
    expired: found.expired,
    revoked: found.revokedAt?.toISOString() ?? null,
    sha256: found.sha256,
  });
}

function showResult(request: Request, typed: string, found: VerifiedDocument | undefined): Reply {
  const { app, language } = request;
  const t = caseTexts(language);
  const labels = uiLabels(language);
  const unit = found ? unitName(app, found.unit, language) : '';
  const issued = found ? formatDate(dayOf(found.issuedAt), language) : '';
  return page(request, {
    title: t('verifyTitle'),
    status: found ? 200 : 404,
    content: (
      <Wrap>
        <Top labels={labels} title={t('verifyTitle')} tight />
        <div class="stack narrow">
          {found ? (
            <>
              <Standing found={found} language={language} />
              <Facts
                items={[
                  { term: t('verifyDocument'), value: found.title },
                  { term: t('verifyIssuer'), value: unit },
                  { term: t('verifyDate'), value: issued },
                  { term: t('verifyRef'), value: found.ref },
                  {
                    term: t('verifyValid'),
                    value: found.validUntil ? formatDate(found.validUntil, language) : t('verifyUnlimited'),
                  },
                  { term: t('verifyHash'), value: <code>{found.sha256}</code> },
                ]}
              />
            </>
          ) : (
            <Notice tone="danger" title={t('verifyUnknown')} role="status">
              {t('verifyUnknownText')}
            </Notice>
          )}
          <CodeForm request={request} typed={found ? '' : typed} />
        </div>
      </Wrap>
    ),
  });
}

/** Whether it still counts: a document may be genuine and no longer say what is so. */
function Standing({ found, language }: { found: VerifiedDocument; language: Language }) {
  const t = caseTexts(language);
  const { revokedAt, expired, validUntil } = found;
  const ended =
    revokedAt !== null
      ? t('verifyRevokedText', { date: formatDate(dayOf(revokedAt), language) })
      : expired && validUntil
        ? t('verifyExpiredText', { date: formatDate(validUntil, language) })
        : undefined;
  return ended === undefined ? (
    <Notice tone="success" title={t('verifyGenuine')} role="status">
      {t('verifyGenuineText')}
    </Notice>
  ) : (
    <Notice tone="warning" title={t('verifyExpired')} role="status">
      {ended}
    </Notice>
  );
}

function CodeForm({ request, typed }: { request: Request; typed: string }) {
  const t = caseTexts(request.language);
  return (
    <Form plain method="get" action="/verify" label={t('verifyTitle')}>
      <TextField
        labels={uiLabels(request.language)}
        id="code"
        name="code"
        label={t('verifyCode')}
        hint={t('verifyHint')}
        value={typed}
        autocomplete="off"
        width="w16"
      />
      <Buttons>
        <Button>{t('verifySubmit')}</Button>
      </Buttons>
    </Form>
  );
}

export const verifyRoutes: Route[] = [
  {
    method: 'GET',
    url: '/verify',
    may: everyone,
    kind: 'page',
    summary: 'Asks for the code of a document',
    handle: (request) => {
      const code = request.query['code']?.trim();
      if (code) return seeOther(`/verify/${encodeURIComponent(normaliseCode(code) ?? code.slice(0, 40))}`);
      const t = caseTexts(request.language);
      return page(request, {
        title: t('verifyTitle'),
        indexed: true,
        content: (
          <Wrap>
            <Top labels={uiLabels(request.language)} title={t('verifyTitle')} lead={t('verifyLead')} tight />
            <CodeForm request={request} typed="" />
          </Wrap>
        ),
      });
    },
  },
  // 80 random bits can't be guessed; the limit keeps crawlers from asking the database all day.
  {
    method: 'GET',
    url: '/verify/:code',
    may: everyone,
    kind: 'page',
    summary: 'Checks a document the canton issued',
    perMinute: 300,
    handle: verify,
  },
];
