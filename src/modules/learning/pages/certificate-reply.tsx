// /verify/{code} of a certificate: anyone who holds the paper or the badge learns whether it is genuine and still counts; not whose it is.
import type { ComponentChildren } from 'preact';
import { page } from '../../../kernel/http/page.tsx';
import { json } from '../../../kernel/http/reply.ts';
import type { Reply, Request } from '../../../kernel/http/route.ts';
import { Facts, Notice, Top, Wrap, formatDateTime, uiLabels } from '../../../ui/index.ts';
import { badgeKeyOf } from '../badge/badge-key.ts';
import { badgeAddresses } from '../badge/credential.ts';
import { openBadge } from '../badge/sign-badge.ts';
import { issuerName } from '../badge/words.ts';
import { learningTexts } from '../learning-texts.ts';
import { certificateByCode, type Issued } from '../queries/certificates.ts';

export type Standing = 'valid' | 'ended' | 'revoked';

export function standingOf({ revokedAt, validUntil }: Issued, now: Date): Standing {
  if (revokedAt) return 'revoked';
  return validUntil !== undefined && validUntil <= now ? 'ended' : 'valid';
}

/**
 * @param form to check another code, below the result
 * @returns undefined where no certificate has this code, or its signature is not ours
 */
export async function certificateReply(
  request: Request,
  code: string,
  form: ComponentChildren,
): Promise<Reply | undefined> {
  const { app, language, headers } = request;
  const found = await certificateByCode(app, code);
  // A row that somebody has written by hand has no signature of ours.
  if (!found || !(await openBadge(found.badge, badgeKeyOf(app)))) return undefined;
  const standing = standingOf(found, app.clock.now());
  if (String(headers['accept'] ?? '').includes('application/json'))
    return json({
      genuine: true,
      title: found.title[language],
      issuer: issuerName(app, language),
      issued: found.issuedAt.toISOString(),
      validUntil: found.validUntil?.toISOString() ?? null,
      expired: standing === 'ended',
      revoked: found.revokedAt?.toISOString() ?? null,
      badge: badgeAddresses.badge(app.config.baseUrl, code),
    });
  const t = learningTexts(language);
  const moment = (instant: Date) => formatDateTime(instant, language, 'long');
  return page(request, {
    title: t('check.title'),
    content: (
      <Wrap>
        <Top labels={uiLabels(language)} title={t('check.title')} tight />
        <div class="stack narrow">
          <Notice
            tone={standing === 'valid' ? 'success' : 'warning'}
            title={t(`check.${standing}`)}
            role="status"
          >
            {t(`check.${standing}Text`)}
          </Notice>
          <Facts
            items={[
              { term: t('check.course'), value: found.title[language] },
              { term: t('check.issuer'), value: issuerName(app, language) },
              { term: t('certificate.issuedTerm'), value: moment(found.issuedAt) },
              {
                term: t('certificate.untilTerm'),
                value: found.validUntil === undefined ? t('certificate.unlimited') : moment(found.validUntil),
              },
              ...(found.revokedAt ? [{ term: t('check.revokedTerm'), value: moment(found.revokedAt) }] : []),
              {
                term: t('badge.title'),
                value: <a href={badgeAddresses.badge('', code)}>{t('badge.readable')}</a>,
              },
            ]}
          />
          {form}
        </div>
      </Wrap>
    ),
  });
}
