// /archiv/protokoll: what was deleted, when, on which basis; and whether the protocol is whole.
import { page } from '../../../kernel/http/page.tsx';
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import {
  EmptyState,
  MoreLink,
  Notice,
  Rows,
  Top,
  Wrap,
  formatDate,
  formatDateTime,
  swissDay,
  uiLabels,
} from '../../../ui/index.ts';
import { durationText, serviceTitle } from '../../catalogue/index.ts';
import { archiveTexts } from '../archive-texts.ts';
import { seeDeletions } from '../permissions.ts';
import { brokenAmong, deletions, latestCheck, type ProtocolCheck } from '../queries/deletions.ts';
import { failedEndings } from '../queries/endings.ts';

const pageSize = 30;

async function show(request: Request): Promise<Reply> {
  const { app, language, query } = request;
  const t = archiveTexts(language);
  const before = /^\d{1,15}$/.test(query['vor'] ?? '') ? Number(query['vor']) : undefined;
  const lines = await deletions(app.db, before, pageSize + 1);
  const last = lines.length > pageSize ? lines[pageSize - 1] : undefined;
  const check = await latestCheck(app.db);
  const broken = brokenAmong(lines, last === undefined) ?? check?.broken;
  const failed = await failedEndings(app);
  return page(request, {
    title: t('protocol.title'),
    content: (
      <Wrap>
        <Top labels={uiLabels(language)} title={t('protocol.title')} lead={t('protocol.lead')} tight />
        {failed === 0 ? null : <Notice tone="warning" title={t('protocol.failed', { count: failed })} />}
        {broken === undefined ? (
          <p class="small quiet">{checkWords(check, language)}</p>
        ) : (
          <Notice tone="danger" title={t('protocol.broken', { id: broken })} />
        )}
        {lines.length === 0 ? (
          <EmptyState text={t('protocol.empty')} />
        ) : (
          <Rows
            small
            level={2}
            items={lines.slice(0, pageSize).map((line) => ({
              when: formatDate(swissDay(line.at), language),
              title: `${line.id}. ${serviceTitle(app, line.serviceId, language)}`,
              text: [
                t('protocol.closed', {
                  closed: formatDate(line.closedOn, language),
                  due: formatDate(line.due, language),
                  announced: formatDate(swissDay(line.announcedAt), language),
                }),
                t(`protocol.${line.archive}`),
                t('protocol.counts', {
                  rows: Object.values(line.counts).reduce((sum, count) => sum + count, 0),
                  files: line.files,
                }),
                ...(line.infected > 0 ? [t('protocol.infected', { count: line.infected })] : []),
                basisWords(line.basis, language),
                t('protocol.digest', { digest: line.digest.toString('hex').slice(0, 16) }),
              ].join(' '),
            }))}
          />
        )}
        {last ? <MoreLink href={`/archiv/protokoll?vor=${last.id}`} label={t('protocol.further')} /> : null}
      </Wrap>
    ),
  });
}

function checkWords(check: ProtocolCheck | undefined, language: Language): string {
  const t = archiveTexts(language);
  if (!check) return t('protocol.unchecked');
  return t('protocol.checked', { at: formatDateTime(check.at, language, 'long'), lines: check.lines });
}

/** The chain holds the law and the time as data («…; P5Y, delete»); here they are said. */
function basisWords(basis: string, language: Language): string {
  const [, law, time] = /^(.*); (P\d+[YMD]), [a-z-]+$/.exec(basis) ?? [];
  if (law === undefined || time === undefined) return basis;
  return archiveTexts(language)('protocol.basis', { law, time: durationText(time, language) });
}

export const protocolRoute: Route = {
  method: 'GET',
  url: '/archiv/protokoll',
  may: seeDeletions,
  kind: 'page',
  summary: 'What was deleted, when and on which basis, without persons',
  handle: show,
};
