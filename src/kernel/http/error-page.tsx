// The page for an error: what happened, what to do next, and the code, in the frame of every page.
import type { FastifyRequest } from 'fastify';
import { actingRules } from '../acting.ts';
import { anonymous } from '../actor.ts';
import type { App } from '../app.ts';
import type { Fault } from '../errors.ts';
import type { Language } from '../i18n/texts.ts';
import { ErrorContent, errorStatus, uiLabels } from '../../ui/index.ts';
import { kernelTexts } from '../texts/kernel-texts.ts';
import { faultText } from './fault-text.ts';
import { framed } from './page.tsx';
import { safePath } from './reply.ts';
import type { Reply } from './route.ts';

/** Where the next step is to say for whom one acts. */
const actingFaults = new Set([
  ...['ACTING_NOT_HERE', 'ACTING_CHANGED', 'MANDATE_LAPSED'],
  ...['REPRESENTATION_ENDED', 'REPRESENTATION_UNCONFIRMED'],
]);

export function renderErrorPage(app: App, request: FastifyRequest, fault: Fault, language: Language): Reply {
  const labels = uiLabels(language);
  const status = errorStatus(fault.status);
  const t = kernelTexts(language);
  const back = actingFaults.has(fault.code)
    ? { label: t('acting.choose'), href: actingRules(app).chooseAt }
    : (pageBefore(request, t('errorPage.back')) ??
      // What was typed is there once more.
      (fault.code === 'TEXT_UNREADABLE' ? { label: t('errorPage.back'), href: request.url } : undefined));
  const reply = framed(
    { app, actor: request.identified?.actor ?? anonymous, language, url: request.url },
    {
      title: labels.error[status].title,
      status: fault.status,
      content: (
        <ErrorContent
          labels={labels}
          home="/"
          status={status}
          code={fault.code}
          detail={faultText(app, language, fault.code)}
          searchAction="/suche"
          action={back}
        />
      ),
    },
  );
  return fault.status === 429 || fault.status === 503
    ? { ...reply, headers: { 'retry-after': '60' } }
    : reply;
}

/** The page of ours that led here, if it was another one. */
function pageBefore(request: FastifyRequest, label: string): { label: string; href: string } | undefined {
  const { referer } = request.headers;
  const before = referer !== undefined && URL.canParse(referer) ? new URL(referer) : undefined;
  if (before?.host !== request.host) return undefined;
  const path = safePath(before.pathname + before.search, '');
  return path === '' || path === request.url ? undefined : { label, href: path };
}
