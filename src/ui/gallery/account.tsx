/** The account of a resident of the reference design, rebuilt from the components. */
import type { VNode } from 'preact';
import {
  ActingFor,
  Band,
  Button,
  ClassTag,
  MoreLink,
  PageLayout,
  Rows,
  State,
  Table,
  TextLink,
  Top,
  Track,
  Wrap,
  type Station,
  type UiLabels,
} from '../index.ts';
import { galleryFrame, type GalleryFrame } from './frame.tsx';

export function accountPage(options: GalleryFrame): VNode {
  const frame = galleryFrame(options, '/konto', 'resident', -1);
  return (
    <PageLayout frame={frame} title="Mein Konto" noIndex>
      <Wrap>
        <Top
          labels={frame.labels}
          title="Guten Tag, Lea Muster"
          aside={
            <ActingFor
              id="fuer"
              label="Ich handle für"
              submit="Wechseln"
              action="/konto/fuer"
              name="fuer"
              value="selbst"
              options={[
                { value: 'selbst', label: 'mich selbst' },
                { value: 'rosa', label: 'Rosa Muster, Vollmacht bis 31. 12. 2027' },
                { value: 'verein', label: 'Verein Spielwerk, Präsidium' },
              ]}
            />
          }
        />
        <Band
          id="tun"
          title="Zu erledigen"
          note={
            <>
              Nach Frist geordnet. <a href="/me/duties.ics">Als Kalender abonnieren</a>
            </>
          }
        >
          <Rows
            items={[
              {
                when: 'Heute',
                whenNote: 'per Post',
                title: 'Stimmcouvert einwerfen',
                href: '/pflichten/1',
                text: 'Abstimmung vom 29. November. Im Gemeindebriefkasten bis Samstag, 12 Uhr.',
              },
              {
                when: '1. Dezember',
                whenNote: 'noch 7 Tage',
                title: 'Neue Adresse der Motorfahrzeugkontrolle melden',
                href: '/pflichten/2',
                text: 'Sie sind am 17. November umgezogen. Die Adresse ist bereits ausgefüllt, Sie bestätigen nur.',
                act: (
                  <Button variant="secondary" href="/pflichten/2">
                    Bestätigen
                  </Button>
                ),
              },
              {
                when: '11. Dezember',
                whenNote: 'noch 17 Tage',
                title: 'Mietvertrag nachreichen',
                href: '/faelle/FM-2026-0088',
                text: 'Zu Ihrem Antrag auf Familienmietzinsbeiträge fehlt noch ein Beleg.',
                act: (
                  <Button variant="secondary" href="/faelle/FM-2026-0088#beleg">
                    Hochladen
                  </Button>
                ),
              },
            ]}
          />
        </Band>
        <Running labels={frame.labels} />
        <Mailbox />
        <Accesses />
      </Wrap>
    </PageLayout>
  );
}

function Running({ labels }: { labels: UiLabels }): VNode {
  const track = (title: string, stations: readonly Station[]): VNode => (
    <Track labels={labels} label={`Stand ${title}`} stations={stations} />
  );
  return (
    <Band
      id="laeuft"
      title="Was läuft"
      note={
        <>
          3 Geschäfte. <a href="/konto/abgeschlossen">Abgeschlossene ansehen</a>
        </>
      }
    >
      <Rows
        kind="one"
        items={[
          {
            title: 'Anwohnerparkkarte',
            href: '/faelle/1',
            text: 'Motorfahrzeugkontrolle, bestellt am 20. November. Versprochen: 3 bis 5 Arbeitstage.',
            children: track('Anwohnerparkkarte', [
              { label: 'Eingegangen', note: '20. November', state: 'done' },
              { label: 'In Prüfung', note: 'seit heute', state: 'current' },
              { label: 'Karte gültig', note: 'bis 27. November', state: 'ahead' },
            ]),
          },
          {
            title: 'Familienmietzinsbeiträge',
            href: '/faelle/2',
            text: 'Amt für Sozialbeiträge, eingereicht am 9. November. Wir warten auf Ihren Mietvertrag, die Frist steht so lange still.',
            children: track('Familienmietzinsbeiträge', [
              { label: 'Eingegangen', note: '9. November', state: 'done' },
              { label: 'Beleg fehlt', note: 'Sie sind dran', state: 'current' },
              { label: 'Entscheid', note: '30 Tage danach', state: 'ahead' },
              { label: 'Auszahlung', state: 'ahead' },
            ]),
          },
          {
            title: 'Hunde Luna und Milo',
            href: '/faelle/3',
            text: 'Veterinäramt. Sofort bestätigt, Rechnung über 480 Franken offen bis 24. Dezember.',
            children: track('Hunde Luna und Milo', [
              { label: 'Angemeldet', note: '24. November', state: 'done' },
              { label: 'Bestätigt', note: '24. November', state: 'done' },
              { label: 'Rechnung offen', state: 'current' },
            ]),
          },
        ]}
      />
    </Band>
  );
}

function Mailbox(): VNode {
  return (
    <Band
      id="postfach"
      title="Postfach"
      note={
        <>
          2 ungelesen. <a href="/konto/postfach">Alle Briefe</a>
        </>
      }
    >
      <Rows
        items={[
          {
            when: '24. November',
            title: 'Bestätigung: Luna und Milo sind angemeldet',
            href: '/konto/postfach/3',
            text: 'Veterinäramt, PDF, 1 Seite',
            act: <State tone="accent">neu</State>,
          },
          {
            when: '19. November',
            title: 'Bitte reichen Sie den Mietvertrag nach',
            href: '/konto/postfach/2',
            text: 'Amt für Sozialbeiträge',
            act: <State tone="accent">neu</State>,
          },
          {
            when: '17. November',
            title: 'Ihr Umzug ist eingetragen',
            href: '/konto/postfach/1',
            text: 'Einwohneramt, PDF, 1 Seite',
            read: true,
          },
        ]}
      />
    </Band>
  );
}

function Accesses(): VNode {
  const who = (role: string, unit: string): VNode => (
    <>
      <b>{role}</b>, {unit}
    </>
  );
  const basis = <TextLink label="Grundlage" href="/recht" />;
  return (
    <Band
      id="zugriffe"
      title="Wer hat meine Daten angesehen?"
      note={
        <>
          Jeder Zugriff, ohne Ausnahme. Die Liste kann niemand ändern. <a href="/log">Selbst nachprüfen</a>
        </>
      }
    >
      <Table
        id="zugriffe-tabelle"
        caption="Zugriffe auf meine Daten seit 1. November 2026"
        hideCaption
        rowHeader={null}
        columns={[
          { label: 'Wann', nowrap: true },
          { label: 'Wer' },
          { label: 'Welche Angaben' },
          { label: 'Wozu' },
          { label: 'Gestützt auf' },
        ]}
        rows={[
          {
            key: 1,
            cells: [
              '24. 11., 08.52',
              who('Programm', 'Veterinäramt'),
              'Name, Adresse',
              'Hund anmelden, von Ihnen ausgelöst',
              '§ 5 Hundegesetz',
            ],
          },
          {
            key: 2,
            cells: [
              '24. 11., 08.31',
              who('Sachbearbeitung 0417', 'Motorfahrzeugkontrolle'),
              'Adresse, Zuzugsdatum',
              'Anwohnerparkkarte prüfen',
              basis,
            ],
          },
          {
            key: 3,
            cells: [
              '19. 11., 14.05',
              who('Sachbearbeitung 0288', 'Amt für Sozialbeiträge'),
              <>
                Haushalt, Einkommen, Miete <ClassTag hot>besonders geschützt</ClassTag>
              </>,
              'Familienmietzinsbeiträge prüfen',
              basis,
            ],
          },
          {
            key: 4,
            cells: [
              '17. 11., 10.12',
              who('Sachbearbeitung 0102', 'Einwohneramt'),
              'Adresse, Wohnung',
              'Umzug eintragen',
              'NAG (SG 122.200)',
            ],
          },
        ]}
      />
      <p class="btns small">
        <MoreLink label="Zugriff beanstanden" href="/konto/beanstanden" />
        <TextLink label="Alle meine Daten herunterladen" href="/me/export" />
      </p>
    </Band>
  );
}
