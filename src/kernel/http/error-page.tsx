// The page for an error: what happened, what to do next, and the code, in the frame of every page.
import type { FastifyRequest } from 'fastify';
import { anonymous } from '../actor.ts';
import type { App } from '../app.ts';
import type { Fault } from '../errors.ts';
import type { Language } from '../i18n/texts.ts';
import { Breadcrumb, Wrap, uiLabels } from '../../ui/index.ts';
import { kernelTexts } from '../texts/kernel-texts.ts';
import { faultText } from './fault-text.ts';
import { framed } from './page.tsx';
import { safePath } from './reply.ts';
import type { Reply } from './route.ts';

const ownTitles = [403, 404, 405, 409, 413, 422, 429, 500, 503] as const;

export function renderErrorPage(app: App, request: FastifyRequest, fault: Fault, language: Language): Reply {
  const t = kernelTexts(language);
  const status = ownTitles.find((each) => each === fault.status) ?? 'other';
  const title = t(`errorPage.${status}`);
  const referer = request.headers.referer;
  const before = referer && URL.canParse(referer) ? new URL(referer) : undefined;
  const back = before && before.host === request.host ? safePath(before.pathname + before.search, '') : '';
  const reply = framed(
    { app, actor: request.identified?.actor ?? anonymous, language, url: request.url },
    {
      title,
      status: fault.status,
      content: (
        <Wrap>
          <div class="top">
            <Breadcrumb labels={uiLabels(language)} crumbs={[]} />
            <h1>{title}</h1>
            <p class="lead">{faultText(app, language, fault.code)}</p>
            <div class="btns">
              {back !== '' && back !== request.url ? (
                <a class="ds-button" href={back}>
                  {t('errorPage.back')}
                </a>
              ) : (
                <a class="ds-button" href="/">
                  {t('errorPage.home')}
                </a>
              )}
              <a href="/suche">{t('errorPage.search')}</a>
            </div>
            <p class="small quiet">
              {t('errorPage.code')}: {fault.code} ({fault.status})
            </p>
          </div>
        </Wrap>
      ),
    },
  );
  return fault.status === 429 || fault.status === 503
    ? { ...reply, headers: { 'retry-after': '60' } }
    : reply;
}
