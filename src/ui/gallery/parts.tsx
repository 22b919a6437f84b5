/** Every part that the rebuilt pages do not show: a page for tests only. */
import type { VNode } from 'preact';
import {
  Band,
  BarChart,
  Button,
  Buttons,
  ClassTag,
  Disclosure,
  EmptyState,
  Facts,
  MoreLink,
  Notice,
  PageLayout,
  Pagination,
  PlainText,
  ProcessPicture,
  QrCode,
  Rows,
  SearchForm,
  State,
  Table,
  TextChange,
  TextLink,
  Top,
  Wrap,
  formatAmount,
  formatNumber,
  type ProcessPictureProps,
  type Tone,
} from '../index.ts';
import { galleryFrame, type GalleryFrame } from './frame.tsx';

const tones: readonly Tone[] = ['neutral', 'accent', 'info', 'success', 'warning', 'danger'];

const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });
const smallProcess: ProcessPictureProps = {
  id: 'bild',
  title: 'Ablauf',
  description: 'Eine Frage, eine Regel, ein Brief.',
  width: 900,
  height: 220,
  pools: [
    {
      id: 'p',
      name: 'Stelle',
      bounds: box(10, 10, 880, 200),
      lanes: [{ id: 'l', name: 'Programm', bounds: box(40, 10, 850, 200) }],
    },
  ],
  shapes: [
    { id: 's', kind: 'subProcess', bounds: box(80, 30, 320, 160), lines: ['Formular'], dashed: true },
    { id: 'a', kind: 'event', ring: 'start', sign: 'timer', bounds: box(110, 92, 36, 36), lines: [] },
    {
      id: 'b',
      kind: 'task',
      does: 'person',
      sign: 'repeated',
      bounds: box(200, 70, 140, 80),
      lines: ['Frage'],
    },
    { id: 'c', kind: 'gateway', sign: 'exclusive', bounds: box(455, 85, 50, 50), lines: [] },
    { id: 'd', kind: 'task', does: 'rules', bounds: box(550, 70, 140, 80), lines: ['Regel'] },
    {
      id: 'e',
      kind: 'event',
      ring: 'end',
      sign: 'sent',
      bounds: box(760, 92, 36, 36),
      lines: [],
      label: { ...box(750, 132, 60, 15), lines: ['Brief'] },
    },
  ],
  lines: [
    {
      id: 'f',
      kind: 'sequence',
      points: [
        { x: 340, y: 110 },
        { x: 455, y: 110 },
      ],
      name: '',
      isDefault: false,
    },
    {
      id: 'g',
      kind: 'message',
      points: [
        { x: 505, y: 110 },
        { x: 550, y: 110 },
      ],
      name: 'ja',
      label: box(510, 94, 20, 15),
      isDefault: false,
    },
  ],
};

export function partsPage(options: GalleryFrame): VNode {
  const frame = galleryFrame(options, '/suche?q=hund', 'nobody', 0);
  const { labels } = frame;
  const { lang } = labels;
  return (
    <PageLayout frame={frame} title="Teile" feed={{ href: '/news.atom', title: 'Neues' }}>
      <Wrap>
        <Top labels={labels} title="Teile" lead="Alles, was es sonst noch gibt." />
        <Band id="suche-band" title={labels.search.submit}>
          <SearchForm labels={labels} action="/suche" value={'hund "anmelden" <b>'} hidden={{ lang }} />
          <Rows
            ordered
            items={[
              { when: 'Leistung', title: 'Hund anmelden', href: '/a', text: 'Veterinäramt' },
              {
                when: 'Leistung',
                whenNote: 'neu',
                title: 'Ohne Link',
                text: <MoreLink label="Mehr" href="/b" hidden="über Hunde" />,
              },
            ]}
          />
          <Pagination labels={labels} href="?nach=hund" shown={20} total={187} hidden="Leistungen" />
          <Pagination labels={labels} shown={187} total={187} />
          <EmptyState text={labels.list.noResults}>
            <Button href="/fragen/neu">Frage stellen</Button>
          </EmptyState>
        </Band>
        <Band id="hinweise" title="Hinweise">
          {tones.map((tone) => (
            <Notice
              key={tone}
              tone={tone}
              level={3}
              title={`Hinweis ${tone}`}
              role={tone === 'success' ? 'status' : undefined}
            >
              Ein Satz, der sagt, was zu tun ist.
            </Notice>
          ))}
          <p class="btns">
            {tones.map((tone) => (
              <State key={tone} tone={tone}>
                {tone}
              </State>
            ))}
          </p>
          <p class="btns">
            <ClassTag>{labels.dataClass.internal}</ClassTag>
            <ClassTag hot>{labels.dataClass.sensitive}</ClassTag>
          </p>
        </Band>
        <Band id="bilder" title="Bilder" full>
          <ProcessPicture {...smallProcess} />
          <BarChart
            label="Angaben"
            items={[
              { label: 'Hund anmelden', href: '/h', full: 12, open: 3, text: '12 selbst, 3 bekannt' },
              { label: 'Baum fällen', full: 20, open: 0, text: '20 selbst' },
            ]}
          />
        </Band>
        <Band id="text" title="Text" note={<TextLink label="Mehr" href="/c" hidden="zum Text" />}>
          <PlainText
            text={
              'Erster Absatz\nder weitergeht.\n\nDazu gehört:\n- ein Eintrag\n- noch einer,\n  der lang ist\n\n<b>Kein</b> HTML.'
            }
          />
          <PlainText breaks lang="fr" text={'Bonjour\nje vous écris.'} />
          <Disclosure summary="Mehr dazu">
            <p>Noch ein Absatz.</p>
          </Disclosure>
          <Disclosure summary="Schon offen" open>
            <p>Noch ein Absatz.</p>
          </Disclosure>
          <Facts items={[{ term: 'Ein Begriff', value: 'Wert' }]} />
        </Band>
        <Band id="code" title="Code">
          <QrCode size={4} path="M1 1h1v1h-1zM2 2h1v1h-1z" label="Mit der Kamera öffnen" />
        </Band>
        <Band id="tabelle" title="Tabelle" full>
          <Table
            id="zahlen"
            caption="Zahlen"
            columns={['Jahr', 'Franken', 'Personen', 'Anteil', 'Fälle', 'Offen', 'Stand'].map((label, i) => ({
              label,
              numeric: i > 0,
            }))}
            rows={[2024, 2025, 2026].map((year) => ({
              key: year,
              cells: [
                year,
                formatAmount(year * 100),
                formatNumber(year * 7, lang, { table: true }),
                formatNumber(0.5, lang),
                '1',
                '2',
                '3',
              ],
            }))}
          />
          <Buttons>
            <Button go href="/d">
              Beginnen
            </Button>
            <Button variant="secondary" href="/e" hidden="zum Ersten">
              Zweites
            </Button>
            <Button variant="quiet" href="/f">
              Drittes
            </Button>
          </Buttons>
        </Band>
        <Band id="aenderung" title="Was sich ändert" last>
          <TextChange
            before="Teilnehmen können Personen ab 18 Jahren mit Stimmrecht."
            after="Teilnehmen können Personen ab 16 Jahren, die im Kanton wohnen."
            gone="gestrichen"
            added="neu"
          />
        </Band>
      </Wrap>
    </PageLayout>
  );
}
