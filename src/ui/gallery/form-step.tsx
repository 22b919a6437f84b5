/** A form page with errors of the reference design, rebuilt from the components. */
import type { VNode } from 'preact';
import {
  Button,
  Buttons,
  Choice,
  Cols,
  DateField,
  ErrorSummary,
  FileField,
  Form,
  Known,
  PageLayout,
  Progress,
  Question,
  Top,
  Unit,
  Wrap,
  type UiLabels,
} from '../index.ts';
import { galleryFrame, type GalleryFrame } from './frame.tsx';

export const crumbs = [
  { label: 'Leistungen', href: '/leistungen' },
  { label: 'Hund anmelden', href: '/leistungen/hund-anmelden' },
];

export function formStepPage(options: GalleryFrame): VNode {
  const frame = galleryFrame(options, '/leistungen/hund-anmelden/formular', 'resident', 0);
  return (
    <PageLayout frame={frame} title="Seit wann ist Luna bei Ihnen?" hasErrors noIndex>
      <Wrap>
        <Top labels={frame.labels} crumbs={crumbs} tight />
        <Cols asideLabel="Hilfe" aside={<HelpAside />}>
          <StepForm labels={frame.labels} />
        </Cols>
      </Wrap>
    </PageLayout>
  );
}

function StepForm({ labels }: { labels: UiLabels }): VNode {
  const notRight = { label: labels.form.notRight, href: '/konto/berichtigen' };
  return (
    <Form
      action="/leistungen/hund-anmelden/formular"
      multipart
      hidden={{ csrf: 'x' }}
      enter={{ name: 'go', value: 'next' }}
    >
      <Progress
        labels={labels}
        number={3}
        total={5}
        minutes={1}
        stations={[
          { label: 'Halterin', note: 'übernommen', state: 'done', href: '#1' },
          { label: 'Hund', note: 'übernommen', state: 'done', href: '#2' },
          { label: 'Übernahme', state: 'current' },
          { label: 'Versicherung', state: 'ahead' },
          { label: 'Prüfen und senden', state: 'ahead' },
        ]}
      />
      <ErrorSummary
        labels={labels}
        errors={[
          { fieldId: 'tag', message: 'Das Datum liegt in der Zukunft. Wann kam Luna zu Ihnen?' },
          { fieldId: 'woher', message: 'Wählen Sie, woher Luna kommt.' },
        ]}
      />
      <Question title="Seit wann ist Luna bei Ihnen?">
        Davon hängt ab, ab wann die Hundesteuer gilt. Sie haben ab diesem Tag 10 Tage Zeit für die Anmeldung.
      </Question>
      <Known
        labels={labels}
        id="bekannt"
        items={[
          {
            term: 'Halterin',
            value: 'Lea Muster, Oetlingerstrasse 999, 4057 Basel',
            source: 'Einwohnerregister, Stand 23. November 2026',
            act: notRight,
          },
          {
            term: 'Hund',
            value: 'Luna, Labrador Retriever, geboren am 2. Mai 2024',
            source: 'AMICUS, Stand 20. November 2026',
            act: notRight,
          },
          {
            term: 'Chip',
            value: '756 0000 0000 0123',
            source: 'AMICUS, Stand 20. November 2026',
            act: notRight,
          },
        ]}
      />
      <DateField
        labels={labels}
        id="tag"
        name="uebernahme"
        label="Tag der Übernahme"
        hint="Zum Beispiel 14. 11. 2026"
        error="Das Datum liegt in der Zukunft."
        value={{ day: '14', month: '12', year: '2026' }}
      />
      <Choice
        labels={labels}
        id="woher"
        name="woher"
        label="Woher kommt Luna?"
        error="Wählen Sie eine Antwort."
        value={undefined}
        options={[
          { value: 'ch', label: 'Aus der Schweiz übernommen' },
          {
            value: 'zuzug',
            label: 'Mit mir zugezogen',
            hint: 'Dann zählt der Tag Ihres Zuzugs. Den kennen wir aus dem Einwohnerregister.',
          },
          {
            value: 'ausland',
            label: 'Aus dem Ausland eingeführt',
            hint: 'Es kommt eine Frage zur Einfuhr dazu.',
          },
          { value: 'zucht', label: 'Bei mir geboren' },
        ]}
      />
      <FileField
        labels={labels}
        id="datei"
        name="ausweis"
        label="Heimtierausweis, Seite mit der Chipnummer"
        optional
        hint="Ein Foto genügt. PDF, JPG oder PNG, höchstens 10 MB. Nur das Veterinäramt sieht die Datei."
        accept=".pdf,image/*"
        value={undefined}
      />
      <Buttons>
        <Button name="go" value="next">
          {labels.form.next}
        </Button>
        <Button variant="secondary" name="go" value="save">
          {labels.form.saveForLater}
        </Button>
      </Buttons>
    </Form>
  );
}

function HelpAside(): VNode {
  return (
    <Unit id="hilfe" title="Brauchen Sie Hilfe?">
      <p>
        <a href="/fragen/neu">Frage zu dieser Seite stellen</a>
        <br />
        <span class="quiet">Antwort innert 2 Tagen</span>
      </p>
      <p>
        061 000 00 00 (Beispiel)
        <br />
        <span class="quiet">Veterinäramt, heute bis 12 Uhr</span>
      </p>
      <p>
        <a href="/vollmacht">Jemanden für mich handeln lassen</a>
      </p>
      <p class="quiet">Gespeichert um 09.08 Uhr. Ihre Angaben bleiben 30 Tage erhalten.</p>
    </Unit>
  );
}
