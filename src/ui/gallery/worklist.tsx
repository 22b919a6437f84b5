/** The worklist of the reference design, rebuilt from the components. */
import type { VNode } from 'preact';
import {
  Button,
  Buttons,
  Filters,
  Form,
  PageLayout,
  State,
  Top,
  Views,
  WorkTable,
  Wrap,
  dueTone,
  formatDate,
  formatDue,
  keepTogether,
  type WorkRow,
} from '../index.ts';
import { galleryFrame, type GalleryFrame } from './frame.tsx';

const today = '2026-11-24';

const cases: readonly (readonly [string, string, string, string | null, string, string, string, string])[] = [
  [
    'Bewilligung Hund, Rottweiler',
    'HB-2026-0417',
    'Jonas Beispiel',
    '2026-11-23',
    'In Prüfung',
    'R. Beispiel',
    '2026-11-02',
    'Online',
  ],
  [
    'Hund anmelden, Chip passt nicht',
    'HA-2026-1206',
    'Mira Probst',
    '2026-11-24',
    'In Prüfung',
    'R. Beispiel',
    '2026-11-19',
    'Online',
  ],
  [
    'Hundebiss, Claramatte',
    'HB-2026-0421',
    'Meldung vertraulich',
    '2026-11-24',
    'Neu',
    'noch niemand',
    '2026-11-23',
    'Telefon',
  ],
  [
    'Hund anmelden, Ermässigung',
    'HA-2026-1211',
    'Verena Muster',
    '2026-11-25',
    'In Prüfung',
    'R. Beispiel',
    '2026-11-20',
    'Schalter',
  ],
  [
    'Hund anmelden',
    'HA-2026-1213',
    'Tim Vorlage',
    '2026-11-26',
    'Neu',
    'noch niemand',
    '2026-11-23',
    'Papier',
  ],
  [
    'Hund abmelden, Wegzug',
    'HA-2026-1214',
    'Paul Beispiel',
    '2026-11-26',
    'In Prüfung',
    'T. Probe',
    '2026-11-23',
    'Online',
  ],
  [
    'Hund anmelden, Zuzug',
    'HA-2026-1215',
    'Noah Muster',
    '2026-11-27',
    'Neu',
    'noch niemand',
    '2026-11-24',
    'Online',
  ],
  [
    'Rekurs, Auflage Leinenpflicht',
    'HR-2026-0033',
    'Ida Vorlage',
    '2026-11-30',
    'Beim Rechtsdienst',
    'R. Beispiel',
    '2026-11-12',
    'Post',
  ],
  [
    'Hundesteuer, Ratenzahlung',
    'HA-2026-1202',
    'Emil Muster',
    '2026-12-10',
    'Zahlung offen',
    'T. Probe',
    '2026-11-09',
    'Schalter',
  ],
  [
    'Bewilligung Hund, Dobermann',
    'HB-2026-0422',
    'Lena Probst',
    '2026-12-10',
    'Neu',
    'noch niemand',
    '2026-11-24',
    'Online',
  ],
  [
    'Bewilligung dritter Hund',
    'HB-2026-0419',
    'Selma Muster',
    null,
    'Beleg fehlt',
    'T. Probe',
    '2026-11-10',
    'Online',
  ],
  [
    'Bewilligung Hund, Auflage Kurs',
    'HB-2026-0408',
    'Nora Vorlage',
    null,
    'Beleg fehlt',
    'R. Beispiel',
    '2026-10-14',
    'Online',
  ],
];

const rows: readonly WorkRow[] = cases.map(
  ([title, ref, person, due, state, assignee, received, channel], index) => ({
    key: ref,
    title,
    href: `/faelle/${ref}`,
    sub: `${ref}, ${person}`,
    current: index === 0,
    select: { name: 'ref', value: ref, label: `${ref} auswählen` },
    cells: [
      due ? (
        <>
          <State tone={dueTone(due, today)}>{formatDue(due, today, 'de')}</State>{' '}
          <small>{formatDate(due, 'de', 'shortDay')}</small>
        </>
      ) : (
        <>
          <State tone="neutral">steht still</State> <small>seit 16. 11.</small>
        </>
      ),
      state,
      assignee,
      <>
        {formatDate(received, 'de', 'shortDay')} <span class="quiet">{channel}</span>
      </>,
    ],
  }),
);

export function worklistPage(options: GalleryFrame): VNode {
  const frame = galleryFrame(options, '/arbeitsliste', 'staff', 0);
  const { labels } = frame;
  const any = { value: '', label: 'alle' };
  return (
    <PageLayout frame={frame} title="Arbeitsliste Hundekontrolle" staff noIndex>
      <Wrap>
        <Top
          labels={labels}
          title="Arbeitsliste Hundekontrolle"
          tight
          aside={
            <p class="small quiet">
              {keepTogether(
                '1 überfällig, 2 heute fällig, 4 ohne Zuständige. Versprechen im November: 91 % gehalten.',
              )}
            </p>
          }
        />
        <Views
          label="Gespeicherte Ansichten"
          views={[
            { label: 'Alle offenen', count: 12, href: '?', current: true },
            { label: 'Meine', count: 5, href: '?v=m' },
            { label: 'Noch niemand', count: 4, href: '?v=n' },
            { label: 'Diese Woche fällig', count: 7, href: '?v=w' },
            { label: 'Wartet auf Person', count: 2, href: '?v=p' },
            { label: 'Rekurse', count: 1, href: '?v=r' },
          ]}
          end={<a href="?speichern">Ansicht speichern</a>}
        />
        <Filters
          labels={labels}
          label="Arbeitsliste filtern"
          action="/arbeitsliste"
          filters={[
            { id: 'f1', name: 'q', label: 'Suchen' },
            {
              id: 'f2',
              name: 'leistung',
              label: 'Leistung',
              options: [
                any,
                { value: 'hund', label: 'Hund anmelden' },
                { value: 'bew', label: 'Hund, Bewilligung' },
              ],
            },
            {
              id: 'f3',
              name: 'zustand',
              label: 'Zustand',
              options: [
                { value: '', label: 'alle offenen' },
                { value: 'neu', label: 'neu' },
              ],
            },
            { id: 'f4', name: 'wer', label: 'Zuständig', options: [any, { value: 'ich', label: 'ich' }] },
          ]}
        />
        <Form plain action="/arbeitsliste" label="Auswahl">
          <WorkTable
            labels={labels}
            caption="12 offene Geschäfte, nach Frist geordnet"
            columns={[
              { label: 'Geschäft' },
              { label: 'Frist', kind: 'clock', sorted: 'ascending' },
              { label: 'Zustand' },
              { label: 'Zuständig' },
              { label: 'Eingang', kind: 'nowrap', href: '?s=eingang' },
            ]}
            rows={rows}
          />
          <Buttons>
            <Button variant="secondary" name="go" value="take">
              Auswahl übernehmen
            </Button>
            <Button variant="secondary" name="go" value="assign">
              Zuweisen
            </Button>
            <span class="small quiet">
              12 von 12. Geschäfte mit besonders geschützten Daten öffnen sich nur mit gültigem Zertifikat.
            </span>
          </Buttons>
        </Form>
      </Wrap>
    </PageLayout>
  );
}
