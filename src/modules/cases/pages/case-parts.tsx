// Parts that the resident's and the staff's page of a case share: track, answers, documents, fees, history.
import type { VNode } from 'preact';
import {
  ClassTag,
  Facts,
  Rows,
  Table,
  Track,
  formatDate,
  formatTime,
  swissDay,
  uiLabels,
  type FactItem,
  type Station,
} from '../../../ui/index.ts';
import {
  lifecycleOf,
  stationsFor,
  type CaseStation,
  type ServiceDefinition,
  type SummaryRow,
} from '../../../engine/index.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { dataTexts } from '../../data/index.ts';
import { unitName } from '../../organisation/index.ts';
import { missingText } from '../why/condition-words.ts';
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
  /** Staff read it; otherwise the person to whom the words are said. */
  asStaff?: boolean;
}

interface CaseTrackProps {
  view: TrackedCase;
  language: Language;
  /** Today as YYYY-MM-DD: a promise that is past is said to be past. */
  today: string;
  /** Names the list where a page has several. */
  label?: string;
}

export function CaseTrack({ view, language, today, label }: CaseTrackProps): VNode {
  const labels = uiLabels(language);
  const t = caseTexts(language);
  const { matter, history, definition, asStaff } = view;
  const lifecycle = lifecycleOf(definition.process.use);
  const stations = stationsFor(
    lifecycle,
    [...history].reverse().map((entry) => ({ state: entry.toState, at: entry.at.toISOString() })),
  );
  const kinds = asStaff
    ? (['stationForStaff', 'station', 'state'] as const)
    : (['station', 'state'] as const);
  const labelOf = (id: string) =>
    kinds.map((kind) => caseWord(language, kind, id)).find((word) => word !== id) ?? id;
  const noteOf = ({ id, at }: CaseStation) => {
    if (at) return formatDate(dayOf(new Date(at)), language, 'day');
    if (id !== 'decision' || !matter.due || matter.closedAt !== null) return undefined;
    return t(matter.due < today ? 'dueWas' : 'dueBy', { date: formatDate(matter.due, language, 'day') });
  };
  const shown: Station[] = stations.map((station) => ({
    label: labelOf(station.id),
    state: station.status,
    note: noteOf(station),
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
        text: [
          t('pdf', { date: formatDate(dayOf(document.issuedAt), language) }),
          ...(document.revokedAt === null
            ? []
            : [t('letterRevoked', { date: formatDate(dayOf(document.revokedAt), language) })]),
        ].join(', '),
        act: (
          <a href={`/verify/${document.verifyCode}`}>
            {t('verifyLink')}
            <span class="ds-sr-only"> {document.title}</span>
          </a>
        ),
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

/** The answers by page and entry: what was said, where the canton knew it from, and for staff how well it is protected. */
export function AnswerFacts(props: { app: App; view: CaseView; language: Language }): VNode {
  const { app, view, language } = props;
  const t = caseTexts(language);
  const d = dataTexts(language);
  const labels = uiLabels(language);
  const fact = (row: SummaryRow): FactItem => {
    const origin = view.matter.origins[row.pointer];
    const hidden = view.withheld.fields.some(({ pointer }) => pointer === row.pointer);
    return {
      term: row.label,
      value: hidden ? (
        <span class="quiet">{t('withheld')}</span>
      ) : row.text === '' ? (
        labels.form.noAnswer
      ) : (
        row.text
      ),
      // Where everything is withheld, it is said once, above.
      ...(hidden && view.standing && !view.withheld.content
        ? {
            source: missingText(
              app,
              language,
              view.standing.may('see', row.class),
              view.standing.certificates,
            ),
          }
        : {}),
      ...(origin
        ? {
            source:
              'stated' in origin
                ? d(origin.unasked ? 'statedUnasked' : 'stated', {
                    register: d(`register.${origin.register}`),
                  })
                : d('source', {
                    register: d(`register.${origin.register}`),
                    date: formatDate(origin.asOf, language),
                  }),
          }
        : {}),
      ...(view.asStaff && row.class !== 'internal' && row.class !== 'public'
        ? { mark: <ClassMark language={language} class={row.class} /> }
        : {}),
    };
  };
  return (
    <>
      {view.sections.flatMap((section) =>
        (section.items ?? [{ pointer: '', title: section.title, rows: section.rows }]).map((part) => (
          <div key={`${section.id}${part.pointer}`} class="answers">
            <h3>{part.title}</h3>
            <Facts asked items={part.rows.map(fact)} />
          </div>
        )),
      )}
    </>
  );
}

function ClassMark(props: { language: Language; class: 'confidential' | 'special' }): VNode {
  const words = uiLabels(props.language).dataClass;
  const special = props.class === 'special';
  return <ClassTag hot={special}>{special ? words.sensitive : words.confidential}</ClassTag>;
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
    if (view.withheld.content) return t('who.person');
    const { applicantName, ownerId } = view.matter;
    if (entry.actorId === ownerId) return applicantName;
    // By mandate: who acted, and for whom.
    const name = names.get(entry.actorId ?? '');
    if (name !== undefined) return t('who.mandatary', { name, applicant: applicantName });
    return entry.actorId === null ? applicantName : t('who.mandataryUnnamed', { applicant: applicantName });
  };
  const day = (entry: HistoryEntry | undefined) =>
    entry === undefined ? undefined : formatDate(dayOf(entry.at), language, 'day');
  return (
    <Rows
      kind="say"
      small
      items={view.history.map((entry, index) => ({
        // A day is named once, where it begins.
        when: day(view.history[index - 1]) === day(entry) ? undefined : day(entry),
        whenNote: formatTime(entry.at, language),
        text: (
          <>
            {who(entry)}: {caseWord(language, 'done', entry.action)}
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
