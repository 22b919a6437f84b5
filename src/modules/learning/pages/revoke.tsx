// /lernen/widerruf: finds a certificate by its code and revokes it with a reason, which its holder reads.
import type { VNode } from 'preact';
import { isReadable, typedText, type Typed } from '../../../engine/index.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import { normaliseCode } from '../../../kernel/verify-code.ts';
import {
  Button,
  Buttons,
  ErrorSummary,
  Facts,
  Form,
  LongTextField,
  Notice,
  TextField,
  Top,
  Wrap,
  formatDateTime,
  uiLabels,
  type FormError,
} from '../../../ui/index.ts';
import { revokeCertificate } from '../actions/revoke-certificate.ts';
import { learningTexts } from '../learning-texts.ts';
import { revokeCertificates } from '../permissions.ts';
import { certificateForTrainer, type OwnCertificate } from '../queries/certificates.ts';

const url = '/lernen/widerruf';
const reasonLength = { least: 10, most: 500 };

interface Shown {
  code: string;
  reason: string;
  errors: FormError[];
}

async function show(request: Request, { code, reason, errors }: Shown): Promise<Reply> {
  const { app, language } = request;
  const t = learningTexts(language);
  const labels = uiLabels(language);
  const wanted = normaliseCode(code);
  const found = wanted === undefined ? undefined : await certificateForTrainer(app, staffOf(request), wanted);
  return page(request, {
    title: t('revoke.title'),
    hasErrors: errors.length > 0,
    status: errors.length > 0 ? 422 : 200,
    content: (
      <Wrap>
        <Top
          labels={labels}
          crumbs={[
            { label: t('own.title'), href: '/lernen' },
            { label: t('stand.title'), href: '/lernen/stand' },
          ]}
          title={t('revoke.title')}
          lead={t('revoke.lead')}
          tight
        />
        <div class="stack narrow">
          <ErrorSummary labels={labels} errors={errors} />
          {request.query['gesendet'] !== undefined ? (
            <Notice tone="success" title={t('revoke.done')} role="status" />
          ) : null}
          {code !== '' && !found ? (
            <Notice tone="warning" title={t('revoke.unknown')} role="status">
              {t('revoke.unknownText')}
            </Notice>
          ) : null}
          {found ? <Found {...{ request, found, reason, errors }} /> : null}
          <Form plain method="get" action={url} label={t('revoke.find')}>
            <TextField
              labels={labels}
              id="code"
              name="code"
              label={t('paper.code')}
              value={found ? '' : code}
              autocomplete="off"
              width="w16"
            />
            <Buttons>
              <Button variant="secondary">{t('revoke.find')}</Button>
            </Buttons>
          </Form>
        </div>
      </Wrap>
    ),
  });
}

interface FoundProps {
  request: Request;
  found: OwnCertificate;
  reason: string;
  errors: readonly FormError[];
}

function Found({ request: { language, csrf }, found, reason, errors }: FoundProps): VNode {
  const t = learningTexts(language);
  const moment = (instant: Date) => formatDateTime(instant, language, 'long');
  return (
    <>
      <Facts
        items={[
          { term: t('check.course'), value: found.title[language] },
          { term: t('stand.person'), value: found.holder },
          { term: t('certificate.issuedTerm'), value: moment(found.issuedAt) },
          {
            term: t('certificate.untilTerm'),
            value: found.validUntil === undefined ? t('certificate.unlimited') : moment(found.validUntil),
          },
          ...(found.revokedAt
            ? [{ term: t('check.revokedTerm'), value: `${moment(found.revokedAt)}: ${found.because ?? ''}` }]
            : []),
        ]}
      />
      {found.revokedAt ? null : (
        <Form plain action={url} label={t('revoke.send')} hidden={{ _csrf: csrf, code: found.code }}>
          <LongTextField
            labels={uiLabels(language)}
            id="grund"
            name="grund"
            label={t('revoke.reason')}
            hint={t('revoke.reasonHint')}
            maxLength={reasonLength.most}
            value={reason}
            error={errors[0]?.message}
          />
          <Buttons>
            <Button>{t('revoke.send')}</Button>
          </Buttons>
        </Form>
      )}
    </>
  );
}

async function revoke(request: Request): Promise<Reply> {
  const { app, language } = request;
  const typed = (request.body ?? {}) as Typed;
  const code = normaliseCode(typedText(typed, 'code')) ?? '';
  const reason = typedText(typed, 'grund').trim();
  if (reason.length < reasonLength.least || reason.length > reasonLength.most || !isReadable(reason)) {
    const message = learningTexts(language)('revoke.wrong', reasonLength);
    return show(request, { code, reason, errors: [{ fieldId: 'grund', message }] });
  }
  await revokeCertificate(app, staffOf(request), { code, reason });
  return seeOther(`${url}?code=${code}&gesendet=1`);
}

export const revokeRoutes: Route[] = [
  {
    method: 'GET',
    url,
    may: revokeCertificates,
    kind: 'page',
    summary: 'Finds a certificate by its code',
    perMinute: 60,
    handle: (request) =>
      show(request, {
        code: (request.query['code'] ?? '').slice(0, 40),
        reason: typedText((request.parked ?? {}) as Typed, 'grund'),
        errors: [],
      }),
  },
  {
    method: 'POST',
    url,
    may: revokeCertificates,
    kind: 'form',
    summary: 'Revokes a certificate with a reason',
    handle: revoke,
  },
];
