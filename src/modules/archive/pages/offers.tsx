// /archiv: cases whose time is over and that the archive may take, by day; one or many at a time.
import type { VNode } from 'preact';
import { Fault } from '../../../kernel/errors.ts';
import { streamOnce } from '../../../kernel/files/stream-once.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { readPersonal } from '../../../kernel/audit/read-personal.ts';
import {
  Band,
  Button,
  Buttons,
  Choice,
  EmptyState,
  ErrorSummary,
  Form,
  MoreLink,
  Notice,
  Table,
  Top,
  Wrap,
  formatDate,
  formatDateTime,
  uiLabels,
} from '../../../ui/index.ts';
import { serviceTitle } from '../../catalogue/index.ts';
import { decideOffers, reasons, type Decision } from '../actions/decide-offers.ts';
import { mostInPackage, packCases } from '../actions/pack-cases.ts';
import { archiveTexts } from '../archive-texts.ts';
import { appraise } from '../permissions.ts';
import { offeredEndings, waitingPackages, type Ending } from '../queries/endings.ts';
import { Packages } from './packages.tsx';

async function show(request: Request): Promise<Reply> {
  return offersPage(request, [], undefined);
}

async function offersPage(
  request: Request,
  chosen: readonly string[],
  error: { field: string; message: string } | undefined,
): Promise<Reply> {
  const { app, actor, language, query } = request;
  const t = archiveTexts(language);
  const labels = uiLabels(language);
  const found = await readPersonal(app, actor, async (tx) => {
    const offered = await offeredEndings(tx.db, query['cursor'], mostInPackage);
    const packages = await waitingPackages(tx.db, query['pakete']);
    return {
      value: { ...offered, packages },
      access: offered.items.map(({ ownerId, serviceId, ref }) => ({
        subject: ownerId,
        fields: ['history'],
        purpose: `archive|${serviceId}`,
        caseRef: ref,
      })),
    };
  });
  const { items = [], next = null, packages = { items: [], next: null } } = found ?? {};
  return page(request, {
    title: t('offers.title'),
    status: error ? 422 : 200,
    hasErrors: error !== undefined,
    content: (
      <Wrap>
        <Top labels={labels} title={t('offers.title')} lead={t('offers.lead')} tight />
        {error ? (
          <ErrorSummary labels={labels} errors={[{ fieldId: error.field, message: error.message }]} />
        ) : null}
        {query['entschieden'] === undefined ? null : <Notice tone="success" title={t('offers.decided')} />}
        {query['erhalten'] === undefined ? null : <Notice tone="success" title={t('package.confirmed')} />}
        {packages.items.length === 0 ? null : (
          <Band id="pakete" title={t('package.title')} note={t('package.note')}>
            <Packages request={request} packages={packages.items} />
            {packages.next === null ? null : (
              <MoreLink href={`/archiv?pakete=${packages.next}#pakete`} label={t('package.further')} />
            )}
          </Band>
        )}
        <Band
          id="angebote"
          title={t('offers.waiting')}
          note={<a href="/archiv/protokoll">{t('protocol.title')}</a>}
          last
        >
          {items.length === 0 ? (
            <EmptyState text={t('offers.empty')} />
          ) : (
            <Offers request={request} items={items} chosen={chosen} error={error} />
          )}
          {next === null ? null : <MoreLink href={`/archiv?cursor=${next}`} label={t('offers.further')} />}
        </Band>
      </Wrap>
    ),
  });
}

interface OffersProps {
  request: Request;
  items: readonly Ending[];
  chosen: readonly string[];
  error: { field: string; message: string } | undefined;
}

function Offers({ request, items, chosen, error }: OffersProps): VNode {
  const { app, csrf, language } = request;
  const t = archiveTexts(language);
  return (
    <Form plain action="/archiv" hidden={{ _csrf: csrf }}>
      <div class="stack">
        <Table
          id="angebote-tabelle"
          caption={t('offers.table')}
          hideCaption
          rowHeader={1}
          columns={[
            { label: <span class="ds-sr-only">{t('offers.choose')}</span> },
            { label: t('offers.case') },
            { label: t('offers.due') },
          ]}
          rows={items.map(({ ref, serviceId, due, packedAt, receivedAt }) => ({
            key: ref,
            cells: [
              <input
                type="checkbox"
                name="ref"
                value={ref}
                checked={chosen.includes(ref)}
                aria-label={t('offers.chooseOne', { ref })}
              />,
              // Beside a column of its own the last one would lie outside of a phone.
              <>
                {serviceTitle(app, serviceId, language)} <span class="src">{ref}</span>
                <span class="src">
                  {t('offers.package', {
                    when:
                      receivedAt === null
                        ? t(packedAt === null ? 'offers.notFetched' : 'offers.notConfirmed')
                        : formatDateTime(receivedAt, language),
                  })}
                </span>
              </>,
              formatDate(due, language),
            ],
          }))}
        />
        <Choice
          labels={uiLabels(language)}
          id="reason"
          name="reason"
          as="select"
          label={t('offers.reason')}
          hint={t('offers.reasonHint')}
          value=""
          error={error?.field === 'reason' ? error.message : undefined}
          options={(['taken', 'declined'] as const).flatMap((decision) =>
            reasons[decision].map((reason) => ({
              value: `${decision}/${reason}`,
              label: t(`reason.${decision}.${reason}` as 'reason.taken.lasting'),
            })),
          )}
        />
        <Buttons>
          <Button variant="secondary" name="do" value="package">
            {t('offers.fetch')}
          </Button>
          <Button name="do" value="decide">
            {t('offers.decide')}
          </Button>
        </Buttons>
      </div>
    </Form>
  );
}

async function act(request: Request): Promise<Reply> {
  const { app, actor, body, language } = request;
  if (actor.kind !== 'staff') throw new Fault('NOT_FOUND');
  const t = archiveTexts(language);
  const fields = (body ?? {}) as Record<string, unknown>;
  const refs = [fields['ref'] ?? []].flat().map(String);
  if (refs.length === 0)
    return offersPage(request, refs, { field: 'angebote-tabelle', message: t('offers.none') });
  if (fields['do'] === 'package') {
    const file = await packCases(app, actor, refs);
    return {
      status: 200,
      type: 'application/zip',
      body: streamOnce(file),
      headers: {
        'content-length': String(file.size),
        'content-disposition': `attachment; filename="SIP_${app.clock.today().replaceAll('-', '')}.zip"`,
        'cache-control': 'private, no-store',
      },
    };
  }
  const [decision = '', reason = ''] = String(fields['reason'] ?? '').split('/');
  if (!isDecision(decision) || !reasons[decision].some((each) => each === reason))
    return offersPage(request, refs, { field: 'reason', message: t('offers.noReason') });
  await decideOffers(app, actor, refs, decision, reason);
  return seeOther('/archiv?entschieden=1');
}

const isDecision = (value: string): value is Decision => Object.hasOwn(reasons, value);

export const offerRoutes: Route[] = [
  {
    method: 'GET',
    url: '/archiv',
    may: appraise,
    kind: 'page',
    summary: 'Cases that are offered to the archive',
    handle: show,
  },
  {
    method: 'POST',
    url: '/archiv',
    may: appraise,
    kind: 'form',
    summary: 'Fetches the package of chosen cases, takes them over, or declines them',
    handle: act,
  },
];
