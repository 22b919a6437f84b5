// /konto/postfach and /konto/geschaefte: all letters and all cases, a page at a time, by key.
import { personOf } from '../../../kernel/http/signed-in.ts';
import { Band, Button, EmptyState, Pagination, Top, Wrap, uiLabels } from '../../../ui/index.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { personOnly } from '../../../kernel/permission.ts';
import { documentsOfOwner, mattersOf } from '../../cases/index.ts';
import { dialogueTexts } from '../dialogue-texts.ts';
import { threadBands } from '../threads/mailbox-bands.tsx';
import { LetterRows, MatterRows } from './account-parts.tsx';

const pageSize = 30;

async function showMailbox(request: Request): Promise<Reply> {
  const { app, language, query } = request;
  const t = dialogueTexts(language);
  const labels = uiLabels(language);
  const { items, next } = await documentsOfOwner(app, personOf(request), {
    cursor: query['cursor'],
    limit: pageSize,
  });
  const bands = await threadBands(request, personOf(request));
  return page(request, {
    title: t('mailbox'),
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={t('mailbox')}
          lead={t('mailboxLead')}
          crumbs={[{ label: t('account'), href: '/konto' }]}
        />
        {bands}
        <Band id="briefe" title={t('allLetters')} last>
          {items.length > 0 ? (
            <LetterRows context={{ app, language }} letters={items} />
          ) : (
            <EmptyState text={t('mailboxEmpty')}>
              <a href="/konto">{t('account')}</a>
            </EmptyState>
          )}
          <Pagination
            labels={labels}
            href={next ? `/konto/postfach?cursor=${next}` : undefined}
            hidden={t('allLetters')}
          />
        </Band>
      </Wrap>
    ),
  });
}

async function showMatters(request: Request): Promise<Reply> {
  const { app, language, query } = request;
  const t = dialogueTexts(language);
  const labels = uiLabels(language);
  const { items, next } = await mattersOf(app, personOf(request), {
    cursor: query['cursor'],
    limit: pageSize,
  });
  return page(request, {
    title: t('matters'),
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={t('matters')}
          lead={t('mattersLead')}
          crumbs={[{ label: t('account'), href: '/konto' }]}
        />
        <Band id="geschaefte" title={t('submitted')} last>
          {items.length > 0 ? (
            <MatterRows context={{ app, language }} matters={items} by="submitted" />
          ) : (
            <EmptyState text={t('mattersEmpty')}>
              <Button variant="secondary" href="/suche">
                {t('findService')}
              </Button>
            </EmptyState>
          )}
          <Pagination
            labels={labels}
            href={next ? `/konto/geschaefte?cursor=${next}` : undefined}
            hidden={t('matters')}
          />
        </Band>
      </Wrap>
    ),
  });
}

export const ownListRoutes: Route[] = [
  {
    method: 'GET',
    url: '/konto/postfach',
    may: personOnly,
    kind: 'page',
    summary: 'My letters',
    handle: showMailbox,
  },
  {
    method: 'GET',
    url: '/konto/geschaefte',
    may: personOnly,
    kind: 'page',
    summary: 'All my cases',
    handle: showMatters,
  },
];
