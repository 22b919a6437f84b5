// /lernen/zertifikate/:id: one's own certificate, as PDF, as Open Badge, and how others check it.
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import { bytes } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import { asLanguage } from '../../../kernel/i18n/texts.ts';
import {
  Band,
  Button,
  Buttons,
  Facts,
  Notice,
  Stack,
  Top,
  Wrap,
  formatDateTime,
  uiLabels,
} from '../../../ui/index.ts';
import { badgeAddresses } from '../badge/credential.ts';
import { certificatePaper, renderCertificate } from '../certificate/certificate-pdf.ts';
import { learningTexts } from '../learning-texts.ts';
import { learn } from '../permissions.ts';
import { ownCertificate, type OwnCertificate } from '../queries/certificates.ts';
import { crumbsTo } from './learning-parts.tsx';

async function find(request: Request): Promise<OwnCertificate> {
  const found = await ownCertificate(request.app, staffOf(request), request.params['id']);
  if (!found) throw new Fault('NOT_FOUND');
  return found;
}

async function show(request: Request): Promise<Reply> {
  const { app, language } = request;
  const found = await find(request);
  const t = learningTexts(language);
  const { code, validUntil, revokedAt } = found;
  const ended = validUntil !== undefined && validUntil <= app.clock.now();
  const badge = badgeAddresses.badge('', code);
  const moment = (instant: Date) => formatDateTime(instant, language, 'long');
  return page(request, {
    title: found.title[language],
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          crumbs={crumbsTo(language)}
          title={found.title[language]}
          meta={t('certificate.of', { name: found.holder })}
          tight
        />
        {revokedAt ? (
          <Notice tone="danger" title={t('certificate.revokedAt', { moment: moment(revokedAt) })}>
            {found.because ?? ''}
          </Notice>
        ) : ended ? (
          <Notice tone="warning" title={t('certificate.ended', { moment: moment(validUntil) })}>
            <p>
              <a href={`/lernen/${found.course}`}>{t('certificate.renew')}</a>
            </p>
          </Notice>
        ) : null}
        <Stack>
          <Facts
            items={[
              { term: t('certificate.issuedTerm'), value: moment(found.issuedAt) },
              {
                term: t('certificate.untilTerm'),
                value: validUntil === undefined ? t('certificate.unlimited') : moment(validUntil),
              },
              { term: t('paper.code'), value: <a href={`/verify/${code}`}>{code}</a> },
            ]}
          />
          <Buttons>
            <Button href={`/lernen/zertifikate/${found.id}/pdf`}>{t('certificate.pdf')}</Button>
          </Buttons>
        </Stack>
        <Band id="badge" title={t('badge.title')} note={t('badge.note')}>
          <p>{t('badge.text')}</p>
          <p>
            <a href={`${badge}/jwt`}>{t('badge.signed')}</a>
          </p>
          <p>
            <a href={badge}>{t('badge.readable')}</a>
          </p>
        </Band>
      </Wrap>
    ),
  });
}

async function pdf(request: Request): Promise<Reply> {
  const found = await find(request);
  const rendered = await renderCertificate(certificatePaper(request.app, found));
  const name = found.title[asLanguage(found.language) ?? 'de'];
  return bytes(rendered, 'application/pdf', `${name}.pdf`);
}

export const certificateRoutes: Route[] = [
  {
    method: 'GET',
    url: '/lernen/zertifikate/:id',
    may: learn,
    kind: 'page',
    summary: 'One of my certificates',
    handle: show,
  },
  {
    method: 'GET',
    url: '/lernen/zertifikate/:id/pdf',
    may: learn,
    kind: 'file',
    summary: 'One of my certificates as PDF',
    perMinute: 20,
    handle: pdf,
  },
];
