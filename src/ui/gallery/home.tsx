/** The home page of the reference design, rebuilt from the components. */
import type { VNode } from 'preact';
import {
  Band,
  Button,
  Cols,
  Events,
  Figures,
  Ground,
  Hints,
  PageLayout,
  Rows,
  SearchForm,
  Stack,
  Wrap,
  type EventItem,
} from '../index.ts';
import { galleryFrame, type GalleryFrame } from './frame.tsx';

const events: readonly EventItem[] = (
  [
    ['Umzug und Zuzug', 15, 'anmelden, ummelden, Parkverbot zum Zügeln'],
    ['Geburt', 6, 'melden, anerkennen, gemeinsame Sorge'],
    ['Heirat', 5, 'Ehe vorbereiten, Trauung reservieren'],
    ['Todesfall und Erbe', 9, 'melden, bestatten, Erbe ausschlagen'],
    ['Arbeit', 10, 'arbeitslos melden, Bewilligung, Auszüge'],
    ['Firma', 22, 'gründen, eintragen, Personal anmelden'],
    ['Wohnen und Bauen', 25, 'Mietzins, Baubegehren, Baum, Heizung'],
    ['Auto, Velo und Parkieren', 18, 'Parkkarte, Prüfung, Führerausweis'],
    ['Steuern', 12, 'Erklärung, Frist, Raten, Einsprache'],
    ['Hund', 4, 'anmelden, abmelden, Bewilligung'],
    ['Schule und Kita', 11, 'Kindergarten, Tagesbetreuung, Ferien'],
    ['Soziales', 17, 'Prämien, Miete, Ergänzungsleistungen'],
    ['Gesundheit', 9, 'Pflege, Patientenrechte, Vorsorge'],
    ['Pass und Ausweis', 6, 'Pass, Identitätskarte, Beglaubigung'],
    ['Aufenthalt und Einbürgerung', 9, 'Ausweis B, C und G, Bürgerrecht'],
    ['Umwelt und Abfall', 12, 'Abfuhr, Sperrgut, Schaden melden'],
    ['Veranstaltung', 9, 'Strassenfest, Apéro, Kundgebung'],
    ['Sicherheit und Recht', 17, 'Anzeige, Betreibung, Rekurs'],
  ] as const
).map(([label, count, text]) => ({ label, count, text, href: `/lebenslagen/${count}-${label.length}` }));

export function homePage(options: GalleryFrame): VNode {
  const frame = {
    ...galleryFrame(options, '/', 'nobody', 0),
    bar: {
      tone: 'warning',
      label: 'Warnung',
      content: (
        <>
          <b>Warnung (Beispiel): Hochwasser am Rhein.</b> Bitte meiden Sie die Uferwege. Nächste Meldung um 14
          Uhr. <a href="/hochwasser">Was Sie jetzt tun können</a>
        </>
      ),
    },
  } as const;
  const { labels } = frame;
  return (
    <PageLayout frame={frame} title="Was möchten Sie erledigen?">
      <Ground title="Was möchten Sie erledigen?">
        <SearchForm
          labels={labels}
          action="/suche"
          placeholder={labels.search.placeholder}
          note="187 Leistungen, dazu Pflichten, Fragen und Ämter. Tippfehler sind kein Problem."
        />
      </Ground>
      <Wrap>
        <Band id="oft" title="Oft gebraucht" plain>
          <Hints
            links={[
              { label: 'Umzug melden', href: '/leistungen/umzug' },
              { label: 'Betreibungsregisterauszug bestellen', href: '/leistungen/betreibung' },
              { label: 'Anwohnerparkkarte bestellen', href: '/leistungen/parkkarte' },
              { label: 'Steuerfrist verlängern', href: '/leistungen/frist' },
              { label: 'Hund anmelden', href: '/leistungen/hund-anmelden' },
              { label: 'Sperrgut anmelden', href: '/leistungen/sperrgut' },
            ]}
          />
        </Band>
        <Band id="heute" title="Heute wichtig" note="Dienstag, 24. November 2026">
          <Rows
            items={[
              {
                when: 'Heute',
                whenNote: 'Versand per Post',
                title: 'Stimmcouvert einwerfen',
                href: '/pflichten/stimmcouvert',
                text: 'Für die Abstimmung vom 29. November muss Ihr Couvert am Samstag um 12 Uhr da sein. Per Post reicht es heute noch, danach am besten in den Gemeindebriefkasten.',
              },
              {
                when: 'Morgen',
                whenNote: 'bis 18.30 Uhr',
                title: 'Kundenzentrum Spiegelhof länger offen',
                href: '/stellen/kundenzentrum',
                text: 'Spiegelgasse 6. An- und Abmeldung, Umzug, Bescheinigungen.',
              },
              {
                when: 'Bis 1. Dezember',
                whenNote: 'noch 7 Tage',
                title: 'Mitreden beim Wahlgesetz',
                href: '/mitreden/wahlgesetz',
                text: 'Der Entwurf liegt offen. Sie können einzelne Paragrafen kommentieren.',
              },
            ]}
          />
        </Band>
        <Band
          id="leben"
          title="Für Ihre Lebenslage"
          note="Alles zu einem Ereignis an einem Ort: was Pflicht ist, was Ihnen zusteht, was es kostet."
        >
          <Events items={events} />
        </Band>
        <Band
          id="mit"
          title="Mitreden"
          note="Jeder Beitrag erhält eine Antwort. Was daraus wurde, steht dabei."
        >
          <Rows
            items={[
              {
                when: 'Bis 1. Dezember',
                whenNote: 'Vernehmlassung',
                title: 'Wahlgesetz: eine Grundlage für Bürgerräte per Los',
                href: '/mitreden/wahlgesetz',
                text: '214 Kommentare, 38 Änderungsvorschläge. Auch für Personen ohne Stimmrecht.',
              },
              {
                when: 'Abgeschlossen',
                whenNote: 'Quartierbudget',
                title: 'Kleinbasel hat 144 000 Franken verteilt',
                href: '/mitreden/kleinbasel',
                text: '1842 Personen haben abgestimmt, 8 von 12 Ideen werden umgesetzt.',
              },
              {
                when: 'Läuft',
                whenNote: 'Petition',
                title: 'Mehr Schatten auf dem Schulweg',
                href: '/mitreden/schatten',
                text: '631 Unterschriften. Unterschreiben dürfen alle, auch Kinder und Jugendliche.',
              },
            ]}
          />
        </Band>
        <Band
          id="frag"
          title="Fragen Sie uns"
          note="Öffentlich oder nur für Sie. Sie erhalten eine Antwort mit Name und Datum."
        >
          <Cols
            asideLabel="Frage stellen"
            aside={
              <Stack>
                <Button href="/fragen/neu">Frage stellen</Button>
                <p class="small">
                  Lieber persönlich? <a href="/kontakt">Telefon und Schalter</a>. Für andere handeln?{' '}
                  <a href="/vollmacht">Vollmacht einrichten</a>. Schaden gesehen?{' '}
                  <a href="/melden">Auf der Karte melden</a>.
                </p>
              </Stack>
            }
          >
            <Rows
              kind="two"
              items={[
                {
                  title: 'Welche Hunde muss ich anmelden?',
                  href: '/fragen/1',
                  text: 'Hunde über drei Monate, die Sie länger als sechs Wochen halten. Veterinäramt, beantwortet nach 5 Stunden.',
                },
                {
                  title: 'Wie lange vorher muss ich das Parkverbot zum Zügeln bestellen?',
                  href: '/fragen/2',
                  text: 'Mindestens 10 Tage. Die Schilder stehen 48 Stunden vorher. Kantonspolizei, nach 1 Tag.',
                },
              ]}
            />
          </Cols>
        </Band>
        <Band
          id="zahl"
          title="So schnell antworten wir"
          note={
            <>
              Letzte 90 Tage, alle Ämter. <a href="/zahlen">Alle Zahlen und Daten</a>
            </>
          }
          last
        >
          <Figures
            items={[
              {
                value: '1,4',
                unit: 'Tage',
                text: 'bis zur Antwort auf eine Frage, mittlerer Wert',
                target: 'Versprochen: 2 Tage',
              },
              {
                value: '93',
                unit: '%',
                text: 'der Geschäfte innert der versprochenen Frist entschieden',
                target: 'Ziel: 95 %, noch nicht erreicht',
              },
              {
                value: '61',
                unit: '%',
                text: 'der Anmeldungen sofort bestätigt, ohne Wartezeit',
                target: 'Vor einem Jahr: 34 %',
              },
              {
                value: '4,3',
                unit: 'von 5',
                text: 'für Verständlichkeit, aus 2906 Rückmeldungen',
                target: 'Ziel: 4,5, noch nicht erreicht',
              },
            ]}
          />
        </Band>
      </Wrap>
    </PageLayout>
  );
}
