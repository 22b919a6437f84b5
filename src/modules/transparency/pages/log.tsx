// `/log`: whether the log holds, what it is, and what to compare a receipt with.
import type { VNode } from 'preact';
import {
  Band,
  Facts,
  PlainText,
  Rows,
  Stack,
  Table,
  Top,
  Wrap,
  formatDate,
  formatDateTime,
  formatNumber,
  swissDay,
  uiLabels,
  type FactItem,
} from '../../../ui/index.ts';
import type { App } from '../../../kernel/app.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Request, Route } from '../../../kernel/http/route.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { everyone } from '../../../kernel/permission.ts';
import { toBase64 } from '../../../tlog/bytes.ts';
import { currentLog } from '../log/current-log.ts';
import { newestCheckpoints, type Checkpoint } from '../queries/checkpoints.ts';
import { formerLogs, logState, type FormerLog, type LogState } from '../queries/log-state.ts';
import { transparencyTexts } from '../transparency-texts.ts';
import { LogNotices } from './log-notices.tsx';

const shownCheckpoints = 10;

async function showLog(request: Request) {
  const { app, language } = request;
  const t = transparencyTexts(language);
  const state = await logState(app);
  const points = await newestCheckpoints(app.db, currentLog.of(app).number, shownCheckpoints);
  const former = await formerLogs(app);
  return page(request, {
    title: t('title'),
    description: t('lead'),
    indexed: true,
    content: (
      <Wrap>
        <Top labels={uiLabels(language)} title={t('title')} lead={t('lead')} />
        <LogNotices app={app} state={state} language={language} />
        <Band id="stand" title={t('state')}>
          <Facts items={stateFacts(app, state, language)} />
        </Band>
        <Band id="bedeutung" title={t('means')}>
          <Stack>
            <PlainText text={t('meansText')} />
            {app.config.mode === 'demo' ? <p>{t('means.demo')}</p> : null}
          </Stack>
        </Band>
        <TryBand language={language} />
        <Band id="schluessel" title={t('keys')} note={t('keys.note')}>
          <Facts items={keyFacts(app, state, language)} />
        </Band>
        {points.length > 0 ? <PointsBand points={points} language={language} /> : null}
        {former.length > 0 ? <FormerBand logs={former} language={language} /> : null}
      </Wrap>
    ),
  });
}

function stateFacts(app: App, state: LogState, language: Language): FactItem[] {
  const t = transparencyTexts(language);
  const time = (at: Date) => formatDateTime(at, language, 'long');
  const number = (count: number) => formatNumber(count, language);
  const { newest, cosigned, witness, check, removed } = state;
  const witnessText = () => {
    if (witness === undefined)
      return t(typeof app.config.witness === 'string' ? 'witness.none' : 'witness.unasked');
    if (witness.state === 'rewound' || witness.state === 'forked')
      return t('witness.refuses', { time: time(witness.since) });
    if (witness.state !== 'agrees' || !cosigned?.cosignedAt)
      return t('witness.silent', { time: time(witness.since) });
    return t('witness.agrees', { size: number(cosigned.size), time: time(cosigned.cosignedAt) });
  };
  const checkText = () => {
    if (check === undefined) return t('check.none');
    const words = { time: time(check.at), size: number(check.size), found: check.found };
    return check.found === 0 ? t('check.fine', words) : t('check.found', words);
  };
  return [
    { term: t('size'), value: number(state.size) },
    { term: t('checkpoint'), value: newest ? time(newest.signedAt) : t('noCheckpoint') },
    { term: t('witness'), value: witnessText() },
    { term: t('check'), value: checkText() },
    ...(removed > 0 ? [{ term: t('removed'), value: t('removedText', { count: number(removed) }) }] : []),
  ];
}

const hash = (text: string) => <code class="hash">{text}</code>;

function keyFacts(app: App, { newest, cosigned }: LogState, language: Language): FactItem[] {
  const t = transparencyTexts(language);
  const { origin, key } = currentLog.of(app);
  const { witness } = app.config;
  const witnessKey = typeof witness === 'string' ? cosigned?.cosignedBy : witness.key;
  return [
    { term: t('keys.origin'), value: hash(origin) },
    { term: t('keys.log'), value: hash(key) },
    ...(witnessKey ? [{ term: t('keys.witness'), value: hash(witnessKey) }] : []),
    ...(newest ? [{ term: t('keys.head'), value: hash(toBase64(newest.head)) }] : []),
  ];
}

function TryBand({ language }: { language: Language }): VNode {
  const t = transparencyTexts(language);
  return (
    <Band id="pruefen" title={t('try')}>
      <Rows
        kind="two"
        items={[
          { title: t('try.receipt'), href: '/konto/zugriffe', text: t('try.receiptText') },
          { title: t('try.verify'), href: '/log/pruefen', text: t('try.verifyText') },
          { title: t('try.open'), href: '/log/checkpoint', text: t('try.openText') },
        ]}
      />
    </Band>
  );
}

function PointsBand({ points, language }: { points: readonly Checkpoint[]; language: Language }): VNode {
  const t = transparencyTexts(language);
  return (
    <Band id="pruefpunkte" title={t('points')} full>
      <Table
        id="pruefpunkte-tabelle"
        caption={t('points.caption')}
        hideCaption
        columns={[
          { label: t('points.signed'), nowrap: true },
          { label: t('points.size'), numeric: true },
          { label: t('points.witness'), nowrap: true },
          { label: t('points.head') },
        ]}
        rows={points.map(({ size, head, signedAt, cosignedAt }) => ({
          key: size,
          cells: [
            formatDateTime(signedAt, language, 'short'),
            formatNumber(size, language),
            cosignedAt ? formatDateTime(cosignedAt, language, 'short') : t('points.open'),
            hash(toBase64(head)),
          ],
        }))}
      />
    </Band>
  );
}

function FormerBand({ logs, language }: { logs: readonly FormerLog[]; language: Language }): VNode {
  const t = transparencyTexts(language);
  const day = (at: Date) => formatDate(swissDay(at), language, 'short');
  return (
    <Band id="frueher" title={t('former')} note={t('former.note')} full>
      <Table
        id="frueher-tabelle"
        caption={t('former.caption')}
        hideCaption
        columns={[
          { label: t('former.log') },
          { label: t('former.time') },
          { label: t('former.size'), numeric: true },
          { label: t('former.reason') },
        ]}
        rows={logs.map(({ number, origin, begunAt, endedAt, size, reason }) => ({
          key: number,
          cells: [hash(origin), `${day(begunAt)}, ${day(endedAt)}`, formatNumber(size, language), reason],
        }))}
      />
    </Band>
  );
}

export const logPage: Route = {
  method: 'GET',
  url: '/log',
  may: everyone,
  kind: 'page',
  summary: 'State of the transparency log: whether anything was changed, keys, checkpoints',
  handle: showLog,
};
