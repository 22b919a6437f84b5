/** The page of a service of the reference design, rebuilt from the components. */
import type { VNode } from 'preact';
import {
  Band,
  Button,
  Cols,
  Facts,
  PageLayout,
  Prose,
  Quiet,
  Rows,
  State,
  Table,
  TextLink,
  Top,
  Unit,
  UnitTable,
  Wrap,
} from '../index.ts';
import { galleryFrame, type GalleryFrame } from './frame.tsx';

export function servicePage(options: GalleryFrame): VNode {
  const frame = galleryFrame(options, '/leistungen/hund-anmelden', 'nobody', 0);
  return (
    <PageLayout frame={frame} title="Hund anmelden" description="Melden Sie Ihren Hund innert 10 Tagen an.">
      <Wrap>
        <Top
          labels={frame.labels}
          crumbs={[
            { label: 'Leistungen', href: '/leistungen' },
            { label: 'Hund', href: '/lebenslagen/hund' },
          ]}
          title="Hund anmelden"
          lead="Sie haben einen Hund übernommen oder sind mit einem Hund zugezogen? Melden Sie ihn innert 10 Tagen an. Online sind Sie in etwa 3 Minuten fertig."
          action={
            <Button go href="/leistungen/hund-anmelden/formular">
              Jetzt anmelden
            </Button>
          }
          actionNote={
            <>
              Mit AGOV-Login. Kein Login? <a href="#wege">Andere Wege</a>
            </>
          }
        />
        <Cols asideLabel="Zuständig" aside={<ServiceAside />}>
          <ServiceBands />
        </Cols>
      </Wrap>
    </PageLayout>
  );
}

function ServiceBands(): VNode {
  return (
    <>
      <Band id="wichtig" title="Das Wichtigste">
        <Facts
          items={[
            {
              term: 'Wer muss',
              value:
                'Alle Halterinnen und Halter eines Hundes, der älter als drei Monate ist und länger als sechs Wochen im Kanton lebt.',
            },
            { term: 'Bis wann', value: '10 Tage nach der Übernahme oder dem Zuzug.' },
            {
              term: 'Kosten',
              value: (
                <>
                  Hundesteuer: <b>160 Franken</b> im Jahr für den ersten Hund, <b>320 Franken</b> für jeden
                  weiteren. Die Anmeldung selbst ist kostenlos.
                </>
              ),
            },
            {
              term: 'Wie lange',
              value:
                '3 Minuten für Sie. Die Bestätigung kommt meist sofort, sonst in der Regel in 3 Arbeitstagen.',
            },
            {
              term: 'Was Sie brauchen',
              value: 'Die Chipnummer Ihres Hundes, 15 Ziffern. Sie steht im Heimtierausweis.',
            },
            {
              term: 'Danach',
              value:
                'Sie erhalten die Bestätigung und die Rechnung in Ihr Konto oder per Post. Gegen die Verfügung können Sie Rekurs erheben.',
            },
          ]}
        />
      </Band>
      <Band id="bekannt" title="Das wissen wir bereits">
        <p>
          Wenn Sie sich anmelden, fragen wir Sie nicht noch einmal nach diesen Angaben. Sie sehen sie und
          können sie berichtigen.
        </p>
        <Facts
          items={[
            { term: 'Name und Adresse', value: 'aus dem Einwohnerregister' },
            { term: 'Ihr Hund', value: 'Name, Rasse und Chip aus der Heimtierdatenbank AMICUS' },
            {
              term: 'Ermässigung',
              value: 'nur die Antwort ja oder nein vom Amt für Sozialbeiträge, keine Beträge',
            },
          ]}
        />
        <Quiet>
          Jede Abfrage erscheint in Ihrem Konto unter{' '}
          <a href="/konto/zugriffe">Wer hat meine Daten angesehen</a>.
        </Quiet>
      </Band>
      <Band id="wege" title="Vier Wege, gleiches Ergebnis">
        <Rows
          items={[
            {
              when: 'Online',
              title: 'Mit dem Konto anmelden',
              href: '/leistungen/hund-anmelden/formular',
              text: 'Rund um die Uhr, auch auf dem Telefon. Sie können zwischendurch speichern.',
            },
            {
              when: 'Schalter',
              title: 'Veterinäramt, Schlachthofstrasse 55',
              href: '/stellen/veterinaeramt',
              text: 'Ohne Termin. Bringen Sie den Heimtierausweis mit, wir füllen alles mit Ihnen aus.',
            },
            {
              when: 'Telefon',
              title: '061 000 00 00 (Beispielnummer)',
              href: 'tel:+41610000000',
              text: 'Montag bis Freitag, 8 bis 12 und 13.30 bis 16.30 Uhr.',
            },
            {
              when: 'Papier',
              title: 'Formular drucken (PDF, 2 Seiten)',
              href: '/api/v1/services/hund-anmelden/form.pdf',
              text: 'Oder wir schicken es Ihnen. Für jeden Hund braucht es ein eigenes Blatt.',
            },
          ]}
        />
      </Band>
      <Band id="versprechen" title="Unser Versprechen, gemessen">
        <Table
          id="gemessen"
          caption="August bis Oktober 2026, 412 Anmeldungen"
          columns={[
            { label: 'Was' },
            { label: 'Versprochen', numeric: true },
            { label: 'Gemessen', numeric: true },
            { label: 'Gehalten' },
          ]}
          rows={[
            {
              key: 1,
              cells: [
                'Zeit zum Ausfüllen, mittlerer Wert',
                '3 Min.',
                '2 Min. 50 Sek.',
                <State tone="success">ja</State>,
              ],
            },
            { key: 2, cells: ['Sofort bestätigt', '80 %', '86 %', <State tone="success">ja</State>] },
            {
              key: 3,
              cells: [
                'Von Hand geprüft, innert 3 Arbeitstagen',
                '95 %',
                '91 %',
                <State tone="warning">noch nicht</State>,
              ],
            },
          ]}
        />
      </Band>
      <Band id="gut" title="Gut zu wissen">
        <Prose>
          <p>
            Für jeden Hund muss eine Haftpflichtversicherung bestehen. Für potenziell gefährliche Rassen und
            für mehr als zwei Hunde über 12 Wochen brauchen Sie vorher eine{' '}
            <a href="/leistungen/hund-bewilligung">Bewilligung</a>.
          </p>
          <Quiet>
            Rechtliche Grundlage: <a href="/recht/365.100">§ 5 Hundegesetz (SG 365.100)</a>,{' '}
            <a href="/recht/365.110">Hundeverordnung (SG 365.110)</a>. Angaben Stand 2023, geprüft am 2.
            November 2026.
          </Quiet>
        </Prose>
      </Band>
    </>
  );
}

function ServiceAside(): VNode {
  return (
    <>
      <Unit id="zustaendig" title="Zuständig">
        <p>
          <b>Kantonales Veterinäramt</b>
          <br />
          Hundekontrolle
          <br />
          Schlachthofstrasse 55, Basel
        </p>
        <p>
          <a href="/fragen/neu">Frage stellen</a>
          <br />
          <span class="quiet">Antwort innert 2 Tagen</span>
        </p>
        <UnitTable
          caption="Öffnungszeiten (Beispiel)"
          rows={[
            { label: 'Montag bis Freitag', value: '8–12 Uhr' },
            { label: 'Mittwoch auch', value: '13.30–16.30 Uhr' },
          ]}
        />
        <p>
          <State tone="success">Jetzt offen</State> <span class="nowrap">bis 12 Uhr</span>
        </p>
      </Unit>
      <Unit id="passt" title="Passt auch">
        <p>
          <TextLink label="Hund abmelden oder Änderung melden" href="/leistungen/hund-abmelden" />
        </p>
        <p>
          <TextLink label="Hundebiss melden" href="/leistungen/hundebiss" />
        </p>
        <p>
          <TextLink label="So haben wir diese Leistung verbessert" href="/vorhaben/hund" />
        </p>
      </Unit>
    </>
  );
}
