// Parts that the resident's and the staff's page of a case share: track, answers, documents, fees, history.
import type { VNode } from 'preact';
import {
  Facts,
  Rows,
  Table,
  Track,
  formatDate,
  formatTime,
  swissDay,
  uiLabels,
  type Station,
} from '../../../ui/index.ts';
import { stationsFor, type ServiceDefinition } from '../../../engine/index.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { lifecycleOf } from '../../../engine/index.ts';
import { unitName } from '../../organisation/index.ts';
import type { App } from '../../../kernel/app.ts';
import { caseTexts, caseWord } from '../case-texts.ts';
import type { CaseView } from '../queries/case-view.ts';
import type { HistoryEntry, Matter } from '../queries/load-matter.ts';

/** The civil day of an instant in Switzerland, as the date formats take it. */
export const dayOf = (instant: Date) => swissDay(instant);

/** What the track needs to know of a case; `history` newest first. */
export interface TrackedCase {
  matter: Pick<Matter, 'due' | 'closedAt'>;
  history: readonly Pick<HistoryEntry, 'toState' | 'at'>[];
  definition: Pick<ServiceDefinition, 'process'>;
}

/** @param label names the list where a page has several */
export function CaseTrack({
  view,
  language,
  label,
}: {
  view: TrackedCase;
  language: Language;
  label?: string;
}): VNode {
  const labels = uiLabels(language);
  const t = caseTexts(language);
  const { matter, history, definition } = view;
  const lifecycle = lifecycleOf(definition.process.use);
  const stations = stationsFor(
    lifecycle,
    [...history].reverse().map((entry) => ({ state: entry.toState, at: entry.at.toISOString() })),
  );
  const shown: Station[] = stations.map((station) => ({
    label:
      caseWord(language, 'station', station.id) === station.id
        ? caseWord(language, 'state', station.id)
        : caseWord(language, 'station', station.id),
    state: station.status,
    ...(station.at ? { note: formatDate(dayOf(new Date(station.at)), language, 'day') } : {}),
    ...(station.status === 'current' && matter.due && matter.closedAt === null
      ? { note: `${t('due')} ${formatDate(matter.due, language, 'day')}` }
      : {}),
  }));
  return <Track labels={labels} label={label ?? t('progress')} stations={shown} />;
}

export function FeeTable({ view, language }: { view: CaseView; language: Language }): VNode | null {
  const t = caseTexts(language);
  const { fee } = view.matter.evaluation;
  if (fee.items.length === 0) return null;
  const texts = view.definition.texts[language];
  return (
    <Table
      id="fees"
      caption={t('feesCaption')}
      hideCaption
      columns={[{ label: t('feeItem') }, { label: t('francs'), numeric: true }]}
      rows={fee.items.map((item) => ({
        key: item.id,
        cells: [texts[`fees.${item.id}`] ?? item.id, item.amount.toFixed(2)],
      }))}
      foot={[t('total'), fee.total.toFixed(2)]}
    />
  );
}

export function DocumentRows({ view, language }: { view: CaseView; language: Language }): VNode {
  const t = caseTexts(language);
  if (view.documents.length === 0) return <p class="quiet">{t('noDocuments')}</p>;
  return (
    <Rows
      kind="two"
      items={view.documents.map((document) => ({
        title: document.title,
        href: `/faelle/${view.matter.ref}/dokumente/${document.id}`,
        text: t('pdf', { date: formatDate(dayOf(document.issuedAt), language) }),
        act: <a href={`/verify/${document.verifyCode}`}>{t('verifySubmit')}</a>,
      }))}
    />
  );
}

/** @param props.staff warns of what was not scanned or is not shown: the person knows their own files */
export function EvidenceRows(props: { view: CaseView; language: Language; staff?: boolean }): VNode {
  const { view, language, staff = false } = props;
  const t = caseTexts(language);
  if (view.evidence.length === 0) return <p class="quiet">{t('noEvidence')}</p>;
  const labels = new Map(
    view.sections.flatMap((section) => section.rows.map((row) => [row.pointer, row.label] as const)),
  );
  labels.set('', t('paperScan'));
  return (
    <Rows
      kind="two"
      items={view.evidence.map((file) => ({
        title: file.name,
        href: `/faelle/${view.matter.ref}/nachweise/${file.fileId}`,
        text: `${labels.get(file.pointer) ?? ''}, ${file.type.replace(/^.*\//, '').toUpperCase()}, ${Math.max(1, Math.round(file.size / 1024))} kB`.replace(
          /^, /,
          '',
        ),
        children: <EvidenceNotes file={file} staff={staff} language={language} />,
      }))}
    />
  );
}

function EvidenceNotes(props: {
  file: CaseView['evidence'][number];
  staff: boolean;
  language: Language;
}): VNode | null {
  const { file, staff, language } = props;
  const t = caseTexts(language);
  if (file.scan === 'infected')
    return (
      <p class="small">
        <strong>{t('evidenceInfected')}</strong>
      </p>
    );
  if (!staff) return null;
  return (
    <>
      {file.scan === 'unscanned' ? <p class="small">{t('evidenceUnscanned')}</p> : null}
      {file.activeContent === false ? null : <p class="small">{t('evidenceActive')}</p>}
    </>
  );
}

/** The answers by page, for the person: what they said and where the canton knew it from. */
export function AnswerFacts({ view }: { view: CaseView }): VNode {
  return (
    <>
      {view.sections.map((section) => (
        <div key={section.id} class="stack">
          <h3>{section.title}</h3>
          <Facts items={section.rows.map((row) => ({ term: row.label, value: row.text }))} />
        </div>
      ))}
    </>
  );
}

/** Who did what; staff are named to colleagues, by role and unit to the person. */
export function HistoryRows(props: {
  app: App;
  view: CaseView;
  language: Language;
  names: ReadonlyMap<string, string>;
}): VNode {
  const { app, view, language, names } = props;
  const t = caseTexts(language);
  const who = (entry: HistoryEntry) => {
    if (entry.actorKind === 'programme') return t('who.programme');
    if (entry.actorKind === 'staff') {
      const name = view.asStaff ? names.get(entry.actorId ?? '') : undefined;
      return name ?? unitName(app, entry.actorUnit ?? view.matter.unit, language);
    }
    return view.matter.applicantName;
  };
  return (
    <Rows
      kind="say"
      small
      items={view.history.map((entry) => ({
        when: formatDate(dayOf(entry.at), language, 'day'),
        whenNote: formatTime(entry.at, language),
        text: (
          <>
            {who(entry)} {caseWord(language, 'done', entry.action)}
            {['question', 'answer', 'reasons', 'reason'].map((key) =>
              typeof entry.input[key] === 'string' && entry.input[key] !== '' ? (
                <span class="src" key={key}>
                  {entry.input[key]}
                </span>
              ) : null,
            )}
          </>
        ),
      }))}
    />
  );
}
