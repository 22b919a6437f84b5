// /konto: what is to do, what runs, what is closed, letters, and who has used my data; for newcomers, how to begin.
import type { VNode } from 'preact';
import {
  Band,
  Button,
  EmptyState,
  MoreLink,
  Rows,
  Stack,
  Top,
  Wrap,
  formatDate,
  uiLabels,
} from '../../../ui/index.ts';
import { Fault } from '../../../kernel/errors.ts';
import { staffHome } from '../../../kernel/http/navigation.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { serviceTitle } from '../../catalogue/index.ts';
import { CaseTrack, type OpenMatter } from '../../cases/index.ts';
import { AccessRows, type GroupedAccess } from '../../data/index.ts';
import { soonRows } from '../../duties/index.ts';
import { batchesAddress, sendBatch, waitingSignatures } from '../../intake/index.ts';
import { openOffers } from '../../mandates/index.ts';
import { undeliverableNotice } from '../../notifications/index.ts';
import { unitName } from '../../organisation/index.ts';
import { dialogueTexts } from '../dialogue-texts.ts';
import { openAccount } from '../permissions.ts';
import { accountOverview, type AccountOverview } from '../queries/account-overview.ts';
import { LetterRows, MatterRows, shortlyDated, type Context } from './account-parts.tsx';
import { addedToAccount } from './added-to-account.ts';
import { actingAccountPage } from './acting-account.tsx';
import { HowToBegin } from './how-to-begin.tsx';
import { ToDo } from './to-do.tsx';
import { deadlineBand } from '../threads/mailbox-bands.tsx';
import { WaitingSignatures } from './waiting-signatures.tsx';

async function showAccount(request: Request): Promise<Reply> {
  const { app, actor, language } = request;
  // Staff work elsewhere.
  if (actor.kind === 'staff') return seeOther(staffHome(app, actor));
  if (actor.kind !== 'person') throw new Fault('SIGN_IN_REQUIRED');
  if (actor.acting) return actingAccountPage(request, actor);
  const t = dialogueTexts(language);
  const overview = await accountOverview(app, actor, language);
  const context = { app, language };
  const offers = await openOffers(app, actor);
  const duties = await soonRows(app, actor, language);
  const todo = <ToDo context={context} overview={overview} offers={offers} duties={duties} />;
  const undeliverable = await undeliverableNotice(app, actor, language);
  const added = await Promise.all(addedToAccount.of(app).map((make) => make(app, actor, language)));
  return page(request, {
    title: t('account'),
    content: (
      <Wrap>
        <Top labels={uiLabels(language)} title={t('greeting', { name: actor.name })}>
          <p>
            <MoreLink label={t('forWhom')} href="/vertretung" />
          </p>
          <p>
            <MoreLink label={t('duties')} href="/konto/pflichten" />
          </p>
          <p>
            <MoreLink label={t('notices')} href="/konto/benachrichtigungen" />
          </p>
          <p>
            <MoreLink label={t('subscriptions')} href="/konto/abos" />
          </p>
        </Top>
        {undeliverable}
        {await deadlineBand(app, actor, language)}
        {added}
        <WaitingSignatures context={context} items={await waitingSignatures(app, actor, language)} />
        {overview.empty ? (
          <>
            {offers.length + duties.length > 0 ? todo : null}
            <HowToBegin app={app} language={language} actor={actor} />
          </>
        ) : (
          <>
            {todo}
            <Running context={context} overview={overview} />
            {overview.closed.length > 0 ? (
              <Band id="abgeschlossen" title={t('closed')} note={t('closedNote')}>
                <MatterRows context={context} matters={overview.closed} by="closed" />
              </Band>
            ) : null}
            <Mailbox context={context} overview={overview} />
          </>
        )}
        {sendBatch.allows(actor, undefined, app) ? (
          <Band id="sammelmeldungen" title={t('batches')} note={t('batchesNote')}>
            <Stack>
              <p>{t('batchesText')}</p>
              <p>
                <a href={batchesAddress}>{t('batchesOpen')}</a>
              </p>
            </Stack>
          </Band>
        ) : null}
        <Accesses context={context} accesses={overview.accesses} />
      </Wrap>
    ),
  });
}

function Running({ context, overview }: { context: Context; overview: AccountOverview }): VNode {
  const { app, language } = context;
  const t = dialogueTexts(language);
  const all = <a href="/konto/geschaefte">{t('allMatters')}</a>;
  if (overview.openCount === 0) {
    return (
      <Band id="laeuft" title={t('running')} note={overview.closed.length > 0 ? all : undefined}>
        <EmptyState text={t('runningEmpty')}>
          <Button variant="secondary" href="/suche">
            {t('findService')}
          </Button>
        </EmptyState>
      </Band>
    );
  }
  return (
    <Band
      id="laeuft"
      title={t('running')}
      note={
        <>
          {t('runningCount', { count: overview.openCount })} {all}
        </>
      }
    >
      <Rows
        kind="one"
        items={overview.open.map((each) => {
          const { matter, history, definition } = each;
          const service = serviceTitle(app, matter.serviceId, language);
          return {
            title: service,
            href: `/faelle/${matter.ref}`,
            hidden: matter.ref,
            text: whereItStands(context, each),
            children: (
              <CaseTrack
                view={{ matter, history, definition }}
                language={language}
                today={app.clock.today()}
                label={t('progressOf', { service, ref: matter.ref })}
              />
            ),
          };
        })}
      />
    </Band>
  );
}

/** Unit, day, and the promise: kept, missed, or standing still. */
function whereItStands(context: Context, { matter, askedAt }: OpenMatter): string {
  const { app, language } = context;
  const t = dialogueTexts(language);
  const submitted = t('submittedOn', {
    unit: unitName(app, matter.unit, language),
    date: shortlyDated(context, matter.submittedAt),
  });
  if (askedAt !== null) return `${submitted} ${t('waitingForYou')}`;
  if (matter.due === null) return submitted;
  const missed = matter.due < app.clock.today();
  return `${submitted} ${t(missed ? 'promiseMissed' : 'promised', { date: formatDate(matter.due, language, 'day') })}`;
}

function Mailbox({ context, overview }: { context: Context; overview: AccountOverview }): VNode {
  const { app, language } = context;
  const t = dialogueTexts(language);
  const outbox = app.config.mode === 'demo' ? <a href="/demo/outbox">{t('outboxLink')}</a> : null;
  return (
    <Band
      id="postfach"
      title={t('mailbox')}
      note={
        <>
          {overview.documents.length > 0 ? <>{t('mailboxNote')} </> : null}
          <a href="/konto/postfach">{t('mailbox')}</a>
          {outbox ? <br /> : null}
          {outbox}
        </>
      }
    >
      {overview.documents.length > 0 ? (
        <LetterRows context={context} letters={overview.documents} />
      ) : (
        <EmptyState text={t('mailboxEmpty')} />
      )}
    </Band>
  );
}

function Accesses({ context, accesses }: { context: Context; accesses: readonly GroupedAccess[] }): VNode {
  const { language } = context;
  const t = dialogueTexts(language);
  return (
    <Band id="zugriffe" title={t('accesses')} note={t('accessesNote')} last>
      {accesses.length === 0 ? (
        <EmptyState text={t('accessesEmpty')} />
      ) : (
        <AccessRows items={accesses} language={language} />
      )}
      <div class="btns small">
        {accesses.length > 0 ? <MoreLink label={t('accessesAll')} href="/konto/zugriffe" /> : null}
        <a href="/konto/register">{t('registerEntries')}</a>
        <a href="/konto/alle-daten.zip">{t('export')}</a>
        <a href="/konto/loeschungen">{t('endings')}</a>
        <a href="/konto/bekanntgabe">{t('disclosure')}</a>
      </div>
    </Band>
  );
}

export const accountRoute: Route = {
  method: 'GET',
  url: '/konto',
  may: openAccount,
  acting: 'covered',
  kind: 'page',
  summary: 'My account: what is to do, what runs, letters, uses of my data',
  handle: showAccount,
};
