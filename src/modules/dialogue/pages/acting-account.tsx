// /konto while one acts for somebody else: what is begun and what was submitted, as far as the mandate goes, and nothing more.
import {
  Band,
  Button,
  EmptyState,
  Pagination,
  Rows,
  Top,
  Wrap,
  formatDate,
  swissDay,
  uiLabels,
} from '../../../ui/index.ts';
import { covers } from '../../../kernel/acting.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request } from '../../../kernel/http/route.ts';
import { serviceTitle } from '../../catalogue/index.ts';
import { mattersOf } from '../../cases/index.ts';
import { openDrafts, waitingSignatures } from '../../intake/index.ts';
import { dialogueTexts } from '../dialogue-texts.ts';
import { MatterRows } from './account-parts.tsx';
import { WaitingSignatures } from './waiting-signatures.tsx';

const pageSize = 20;

export async function actingAccountPage(request: Request, actor: PersonActor): Promise<Reply> {
  const { app, language, query } = request;
  const t = dialogueTexts(language);
  const labels = uiLabels(language);
  const { name } = actor;
  const drafts = (await openDrafts(app, actor, language)).filter((draft) => covers(actor, draft));
  const { items, next } = await mattersOf(app, actor, { cursor: query['cursor'], limit: pageSize });
  return page(request, {
    title: t('acting.title', { name }),
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={t('acting.title', { name })}
          lead={t(actor.acting?.byLaw ? 'acting.leadByLaw' : 'acting.lead', { name })}
          action={<Button href="/suche">{t('acting.find', { name })}</Button>}
        />
        <p>
          <a href="/konto/pflichten">{t('duties')}</a>
        </p>
        <WaitingSignatures
          context={{ app, language }}
          items={await waitingSignatures(app, actor, language)}
        />
        <Band id="angefangen" title={t('acting.drafts')}>
          {drafts.length === 0 ? (
            <EmptyState text={t('acting.todoEmpty')} />
          ) : (
            <Rows
              kind="two"
              items={drafts.map((draft) => {
                const service = serviceTitle(app, draft.serviceId, language);
                const date = formatDate(swissDay(draft.expiresAt), language, 'day');
                return {
                  title: t('draftTitle', { service }),
                  href: draft.href,
                  text: t('draftText', { date }),
                };
              })}
            />
          )}
        </Band>
        <Band id="geschaefte" title={t('acting.matters')} last>
          {items.length === 0 ? (
            <EmptyState text={t('acting.mattersEmpty')} />
          ) : (
            <MatterRows context={{ app, language }} matters={items} by="submitted" />
          )}
          <Pagination
            labels={labels}
            href={next ? `/konto?cursor=${next}` : undefined}
            hidden={t('acting.matters')}
          />
          {actor.acting?.byLaw && !actor.acting.byLaw.limited ? (
            <p>
              <a href="/konto/zugriffe/vorfaelle">{t('acting.breaches', { name })}</a>
            </p>
          ) : null}
        </Band>
      </Wrap>
    ),
  });
}
