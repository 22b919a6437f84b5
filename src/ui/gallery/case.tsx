/** The page of a case for staff of the reference design, rebuilt from the components. */
import type { VNode } from 'preact';
import {
  Band,
  Button,
  Buttons,
  Choice,
  ClassTag,
  Desk,
  Draft,
  DraftPart,
  Facts,
  Form,
  MultiChoice,
  Notice,
  PageLayout,
  Quiet,
  Rows,
  State,
  Table,
  Top,
  Track,
  Wrap,
  type UiLabels,
} from '../index.ts';
import { galleryFrame, type GalleryFrame } from './frame.tsx';

export function casePage(options: GalleryFrame): VNode {
  const frame = galleryFrame(options, '/faelle/HB-2026-0417', 'staff', 1);
  const { labels } = frame;
  return (
    <PageLayout frame={frame} title="HB-2026-0417, Bewilligung Hund" staff noIndex>
      <Wrap>
        <Top
          labels={labels}
          crumbs={[{ label: 'Arbeitsliste', href: '/arbeitsliste' }, { label: 'HB-2026-0417' }]}
          title="Bewilligung für einen Rottweiler"
          meta="Jonas Beispiel, für sich selbst. Online eingereicht am 2. November 2026. Leistung «Hund, Bewilligung», Fassung 4. Zuständig: R. Beispiel."
        >
          <Track
            labels={labels}
            label="Stand des Geschäfts"
            stations={[
              { label: 'Eingegangen', note: '2. November', state: 'done' },
              { label: 'Vollständig', note: '6. November', state: 'done' },
              { label: 'Prüfung', note: 'Frist war 23. November', state: 'current' },
              { label: 'Zweite Person', state: 'ahead' },
              { label: 'Eröffnet', state: 'ahead' },
              { label: 'Rekursfrist', note: '10 Tage', state: 'ahead' },
            ]}
          />
        </Top>
        <Desk draft={<DecisionDraft labels={labels} />}>
          <CaseBands />
        </Desk>
      </Wrap>
    </PageLayout>
  );
}

function CaseBands(): VNode {
  const answers: readonly (readonly [string, string, string, string])[] = [
    ['Name', 'Jonas Beispiel, 11. 3. 1979', 'Einwohnerregister, 2. 11.', 'vertraulich'],
    ['Adresse', 'Hegenheimerstrasse 999, 4055 Basel', 'Einwohnerregister, 2. 11.', 'vertraulich'],
    ['Hund', 'Arko, Rottweiler, geboren am 8. 1. 2025', 'AMICUS, 1. 11.', 'intern'],
    ['Haltung', 'Wohnung mit Garten, tagsüber betreut', 'Selbst angegeben', 'vertraulich'],
    ['Haftpflicht', 'Deckung 3 Mio. Franken, gültig bis 31. 12. 2027', 'Beleg 2, geprüft', 'intern'],
    ['Leumund', 'kein Eintrag', 'Privatauszug, Beleg 3', 'besonders geschützt'],
  ];
  return (
    <>
      <Band id="tun" title="Was ich jetzt tun kann">
        <Notice tone="danger" level={3} title="Die versprochene Frist ist seit gestern vorbei">
          Herr Beispiel wurde heute um 6 Uhr informiert. Neuer Termin laut Mitteilung: 27. November.
        </Notice>
        <Buttons>
          <Button href="#entwurf">Entscheiden</Button>
          <Button variant="secondary" href="#beleg">
            Beleg nachfordern
          </Button>
          <Button variant="secondary" href="#frist">
            Frist anhalten
          </Button>
          <Button variant="secondary" href="#kollegin">
            Kollegin fragen
          </Button>
        </Buttons>
      </Band>
      <Band id="angaben" title="Angaben">
        <Table
          id="angaben-tabelle"
          caption="Angaben mit Herkunft und Klasse"
          hideCaption
          columns={[{ label: 'Angabe' }, { label: 'Antwort' }, { label: 'Herkunft' }, { label: 'Klasse' }]}
          rows={answers.map(([name, value, source, kind]) => ({
            key: name,
            cells: [name, value, source, <ClassTag hot={kind === 'besonders geschützt'}>{kind}</ClassTag>],
          }))}
        />
        <Quiet>
          Sie sehen den Leumund, weil Ihr Zertifikat «Sensible Daten» bis 30. Juni 2027 gilt und das Geschäft
          Ihnen zugewiesen ist. Herr Beispiel sieht diesen Zugriff in seinem Konto.
        </Quiet>
      </Band>
      <Band id="nachweise" title="Nachweise">
        <Rows
          kind="two"
          items={[
            {
              title: '1. Kursausweis kynologische Fachkenntnisse',
              href: '/beleg/1',
              text: 'PDF, 2 Seiten, ausgestellt am 12. September 2026',
              act: <State tone="success">geprüft</State>,
            },
            {
              title: '2. Police Haftpflicht',
              href: '/beleg/2',
              text: 'PDF, 1 Seite',
              act: <State tone="success">geprüft</State>,
            },
            {
              title: '3. Privatauszug aus dem Strafregister',
              href: '/beleg/3',
              text: 'PDF, signiert, ausgestellt am 30. Oktober 2026',
              act: <State tone="warning">noch prüfen</State>,
            },
          ]}
        />
      </Band>
      <Band id="fristen" title="Fristen">
        <Facts
          small
          items={[
            {
              term: 'Versprechen',
              value: (
                <>
                  <State tone="danger">1 Tag überfällig</State> 12 Arbeitstage, mit Stillstand bis 23.
                  November
                </>
              ),
            },
            { term: 'Gesetz', value: 'keine Frist, innert nützlicher Zeit' },
            { term: 'Stillstand', value: '3. bis 6. November, Kursausweis fehlte' },
          ]}
        />
      </Band>
      <Band id="verlauf" title="Verlauf">
        <Rows
          kind="say"
          small
          items={[
            { when: '24. 11., 06.00', text: 'Programm: Frist abgelaufen, Herr Beispiel informiert.' },
            { when: '17. 11., 15.20', text: 'R. Beispiel: Belege 1 und 2 geprüft.' },
            { when: '6. 11., 11.02', text: 'Jonas Beispiel: Kursausweis nachgereicht.' },
            { when: '3. 11., 09.40', text: 'T. Probe: Kursausweis nachgefordert, Frist steht still.' },
            { when: '2. 11., 20.14', text: 'Jonas Beispiel: Gesuch eingereicht.' },
          ]}
        />
      </Band>
    </>
  );
}

function DecisionDraft({ labels }: { labels: UiLabels }): VNode {
  return (
    <Draft id="entwurf" title="Entwurf des Entscheids" note="Gespeichert um 09.02 Uhr">
      <Form plain action="/faelle/HB-2026-0417/entscheid" label="Entwurf des Entscheids">
        <DraftPart>
          <Choice
            labels={labels}
            id="entscheid"
            name="entscheid"
            label="Entscheid"
            value="auflagen"
            options={[
              { value: 'ja', label: 'Bewilligen' },
              { value: 'auflagen', label: 'Mit Auflagen bewilligen' },
              { value: 'nein', label: 'Ablehnen' },
            ]}
          />
          <MultiChoice
            labels={labels}
            id="auflagen"
            name="auflagen"
            label="Auflagen"
            value={['leine', 'kontrolle']}
            options={[
              { value: 'leine', label: 'Leinenpflicht im öffentlichen Raum' },
              { value: 'kontrolle', label: 'Haltekontrolle nach 12 Monaten' },
            ]}
          />
        </DraftPart>
        <DraftPart letter>
          <p>
            <b>Bewilligung für die Haltung Ihres Hundes Arko</b>
          </p>
          <p>Guten Tag Herr Beispiel</p>
          <p>
            Sie dürfen Arko halten. Wir haben Ihre Unterlagen geprüft: Sie haben den Kurs besucht, sind
            versichert und haben keinen Eintrag im Strafregister.
          </p>
          <p>
            Zwei Auflagen gelten: Führen Sie Arko im öffentlichen Raum an der Leine. In 12 Monaten besuchen
            wir Sie und schauen, wie es Ihnen beiden geht.
          </p>
          <Quiet>Gestützt auf §§ 7 und 14 Hundegesetz (SG 365.100). Rekurs: innert 10 Tagen anmelden.</Quiet>
        </DraftPart>
        <DraftPart>
          <p class="small">
            <State tone="success">leicht lesbar</State> Kurze Sätze, alle Angaben belegt.
          </p>
          <p class="small">
            <State tone="warning">noch offen</State> Beleg 3 prüfen, dann kann eine zweite Person freigeben.
          </p>
          <Buttons>
            <Button name="go" value="second">
              Zur zweiten Person
            </Button>
            <Button variant="secondary" name="go" value="preview">
              Brief ansehen
            </Button>
          </Buttons>
        </DraftPart>
      </Form>
    </Draft>
  );
}
