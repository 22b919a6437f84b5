// /versand: the letters that go by post, in print runs for the printer and the envelopes.
import {
  Band,
  Button,
  Buttons,
  EmptyState,
  Form,
  Notice,
  PlainText,
  Table,
  Top,
  Wrap,
  formatDate,
  uiLabels,
} from '../../../ui/index.ts';
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import { bytes, seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import { transact } from '../../../kernel/transaction.ts';
import { unitName } from '../../organisation/index.ts';
import { logPost } from '../actions/log-post.ts';
import { makePostalRun, mostLetters } from '../actions/make-postal-run.ts';
import { caseTexts } from '../case-texts.ts';
import { sendPost } from '../permissions.ts';
import { postalFile, postalRuns } from '../queries/postal-runs.ts';
import { waitingLetters, type WaitingLetter } from '../queries/waiting-letters.ts';

async function countWaiting(app: App, actor: StaffActor): Promise<number> {
  const letters = await impersonal(app, 'count', (db) =>
    waitingLetters(db, app, actor, { address: true, limit: mostLetters }),
  );
  return letters.length;
}

/** Named by title and case: the people concerned learn of each look. */
async function lettersWithoutAddress(app: App, actor: StaffActor): Promise<WaitingLetter[]> {
  return transact(app, actor, async (tx) => {
    const letters = await waitingLetters(tx.db, app, actor, { address: false, limit: 50 });
    await logPost(tx, letters);
    return letters;
  });
}

async function showPost(request: Request): Promise<Reply> {
  const { app, language } = request;
  const { unit } = staffOf(request);
  const t = caseTexts(language);
  const [waiting, homeless, runs] = await Promise.all([
    countWaiting(app, staffOf(request)),
    lettersWithoutAddress(app, staffOf(request)),
    postalRuns(app, staffOf(request)),
  ]);
  return page(request, {
    title: t('post.title'),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('post.title')}
          lead={t('post.lead', { unit: unitName(app, unit, language) })}
          tight
        />
        {request.query['leer'] === undefined ? null : <Notice tone="info" title={t('post.nothing')} />}
        <Band id="wartend" title={t('post.waiting')}>
          <div class="stack">
            <p>{t('post.waitingCount', { count: waiting })}</p>
            {waiting === 0 ? null : (
              <Form plain action="/versand" hidden={{ _csrf: request.csrf }}>
                <Buttons>
                  <Button>{t('post.make')}</Button>
                </Buttons>
              </Form>
            )}
          </div>
        </Band>
        {homeless.length === 0 ? null : (
          <Band id="ohne-adresse" title={t('post.noAddress')} note={t('post.noAddressNote')}>
            <PlainText text={homeless.map(({ title, ref }) => `- ${title}, ${ref}`).join('\n')} />
          </Band>
        )}
        <Band id="laeufe" title={t('post.runs')} last>
          {runs.length === 0 ? (
            <EmptyState text={t('post.noRuns')} />
          ) : (
            <Table
              id="laeufe-tabelle"
              caption={t('post.runs')}
              hideCaption
              columns={[
                { label: t('post.day'), nowrap: true },
                { label: t('post.letters'), numeric: true },
                { label: t('post.pages'), numeric: true },
                { label: t('post.files') },
              ]}
              rows={runs.map((run) => {
                const name = `${formatDate(run.day, language, 'short')}, ${t('post.run', { number: run.number })}`;
                return {
                  key: run.id,
                  cells: [
                    name,
                    String(run.letters),
                    run.pages === undefined ? t('post.being') : String(run.pages),
                    <>
                      <a href={`/versand/${run.id}/briefe.pdf`}>
                        {t('post.pdf')}
                        <span class="ds-sr-only"> {name}</span>
                      </a>
                      {', '}
                      <a href={`/versand/${run.id}/liste.csv`}>
                        {t('post.csv')}
                        <span class="ds-sr-only"> {name}</span>
                      </a>
                    </>,
                  ],
                };
              })}
            />
          )}
        </Band>
      </Wrap>
    ),
  });
}

/** Posting again, or twice at once, makes no second run of the same letters. */
async function makeRun(request: Request): Promise<Reply> {
  const run = await makePostalRun(request.app, staffOf(request));
  return seeOther(run === undefined ? '/versand?leer=1' : '/versand');
}

async function sendFile(request: Request, what: 'letters' | 'manifest'): Promise<Reply> {
  const file = await postalFile(request.app, staffOf(request), request.params['id'] ?? '', what);
  if (!file) throw new Fault('NOT_FOUND');
  const type = what === 'manifest' ? 'text/csv; charset=utf-8' : file.type;
  return bytes(file.bytes, type, file.name, what === 'letters');
}

export const postRoutes: Route[] = [
  {
    method: 'GET',
    url: '/versand',
    may: sendPost,
    kind: 'page',
    summary: 'Letters that go by post, by day',
    handle: showPost,
  },
  {
    method: 'POST',
    url: '/versand',
    may: sendPost,
    kind: 'form',
    summary: 'Makes the print run of the letters that wait',
    handle: makeRun,
  },
  {
    method: 'GET',
    url: '/versand/:id/briefe.pdf',
    may: sendPost,
    kind: 'file',
    summary: 'All letters of a print run with their address sheets',
    handle: (request) => sendFile(request, 'letters'),
  },
  {
    method: 'GET',
    url: '/versand/:id/liste.csv',
    may: sendPost,
    kind: 'file',
    summary: 'Which letter of a print run lies on which pages',
    handle: (request) => sendFile(request, 'manifest'),
  },
];
