// /konto/zugriffe/fragen: what one has asked about uses of one's data, until when an answer comes, and the answer.
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { transact } from '../../../kernel/transaction.ts';
import {
  EmptyState,
  Notice,
  PlainText,
  Rows,
  Top,
  Wrap,
  formatDate,
  swissDay,
  uiLabels,
} from '../../../ui/index.ts';
import { oversightTexts } from '../oversight-texts.ts';
import { askAboutAccess } from '../permissions.ts';
import { questionsOf } from '../queries/questions.ts';

async function show(request: Request): Promise<Reply> {
  const { app, actor, language, query } = request;
  if (actor.kind !== 'person' && actor.kind !== 'staff') throw new Fault('SIGN_IN_REQUIRED');
  const t = oversightTexts(language);
  const questions = await transact(app, actor, async (tx) => {
    await tx.recordAccess({
      kind: 'read',
      subject: actor.id,
      fields: ['accessQuestion'],
      purpose: 'own-view',
    });
    return questionsOf(tx.db, actor.id);
  });
  return page(request, {
    title: t('own.title'),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('own.title')}
          lead={t('own.lead')}
          crumbs={[
            { label: t('account'), href: '/konto' },
            { label: t('accesses'), href: '/konto/zugriffe' },
          ]}
        />
        {query['gestellt'] === undefined ? null : (
          <Notice tone="success" role="status" title={t('own.sent')} />
        )}
        {questions.length === 0 ? <EmptyState text={t('own.empty')} /> : null}
        <Rows
          level={2}
          items={questions.map((each) => ({
            when: formatDate(swissDay(each.askedAt), language),
            title:
              each.answeredAt === null
                ? t('own.until', { due: formatDate(each.due, language) })
                : t('own.answered', { day: formatDate(swissDay(each.answeredAt), language) }),
            children: (
              <>
                <p>{t('own.about', { count: each.entries.length })}</p>
                <PlainText text={each.question} />
                {each.answer === null ? null : (
                  <div class="stack" data-answer>
                    <p>
                      <b>{t('own.answer')}</b>
                    </p>
                    <PlainText text={each.answer} />
                  </div>
                )}
              </>
            ),
          }))}
        />
      </Wrap>
    ),
  });
}

export const ownQuestionsRoute: Route = {
  method: 'GET',
  url: '/konto/zugriffe/fragen',
  may: askAboutAccess,
  kind: 'page',
  summary: 'My questions about uses of my data, with their answers',
  handle: show,
};
