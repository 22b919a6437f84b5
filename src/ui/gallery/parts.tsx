/** Every part that the rebuilt pages do not show: a page for tests only. */
import type { VNode } from 'preact';
import {
  Band,
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
  Rows,
  SearchForm,
  State,
  Table,
  TextLink,
  Top,
  Wrap,
  formatAmount,
  formatNumber,
  type Tone,
} from '../index.ts';
import { galleryFrame, type GalleryFrame } from './frame.tsx';

const tones: readonly Tone[] = ['neutral', 'accent', 'info', 'success', 'warning', 'danger'];

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
      </Wrap>
    </PageLayout>
  );
}
