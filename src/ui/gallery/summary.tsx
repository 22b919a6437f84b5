/** The summary before sending of the reference design, rebuilt from the components. */
import type { VNode } from 'preact';
import {
  Button,
  Buttons,
  Cols,
  Declaration,
  Facts,
  Form,
  PageLayout,
  Progress,
  Question,
  Quiet,
  Sum,
  Table,
  Top,
  Unit,
  Wrap,
  formatAmount,
  type FactItem,
  type UiLabels,
} from '../index.ts';
import { crumbs } from './form-step.tsx';
import { galleryFrame, type GalleryFrame } from './frame.tsx';

export function summaryPage(options: GalleryFrame): VNode {
  const frame = galleryFrame(options, '/leistungen/hund-anmelden/formular/pruefen', 'resident', 0);
  return (
    <PageLayout frame={frame} title="Stimmt alles?" noIndex>
      <Wrap>
        <Top labels={frame.labels} crumbs={crumbs} tight />
        <Cols
          asideLabel="Danach"
          aside={
            <Unit id="danach" title="Nach dem Senden">
              <p>
                Die Bestätigung kommt voraussichtlich <b>sofort</b>, in Ihr Konto und als Hinweis per E-Mail.
              </p>
              <p>Die Rechnung folgt innert 5 Arbeitstagen.</p>
              <p class="quiet">
                Nicht einverstanden mit dem Entscheid? Sie haben danach 10 Tage Zeit, Rekurs anzumelden. Wie
                das geht, steht in der Bestätigung.
              </p>
              <p>
                <a href="/leistungen/hund-anmelden/formular/druck">Angaben drucken</a>
              </p>
            </Unit>
          }
        >
          <SummaryForm labels={frame.labels} />
        </Cols>
      </Wrap>
    </PageLayout>
  );
}

function dog(labels: UiLabels, name: string, breed: string, chip: string): readonly FactItem[] {
  const source = 'AMICUS, Stand 20. November 2026';
  const notRight = (what: string) => ({
    label: labels.form.notRight,
    href: '/konto',
    hidden: `${what} von ${name}`,
  });
  return [
    { term: 'Rasse', value: breed, source, act: notRight('Rasse') },
    { term: 'Chip', value: chip, source, act: notRight('Chip') },
    {
      term: 'Bei Ihnen seit',
      value: '14. November 2026, aus der Schweiz übernommen',
      act: { label: labels.form.change, href: '/formular/uebernahme', hidden: `Übernahme von ${name}` },
    },
  ];
}

function SummaryForm({ labels }: { labels: UiLabels }): VNode {
  const register = 'Einwohnerregister, Stand 23. November 2026';
  const notRight = { label: labels.form.notRight, href: '/konto/berichtigen' };
  return (
    <Form action="/leistungen/hund-anmelden/formular/pruefen">
      <Progress
        labels={labels}
        number={5}
        total={5}
        stations={[
          { label: 'Halterin', state: 'done', href: '#1' },
          { label: '2 Hunde', state: 'done', href: '#2' },
          { label: 'Übernahme', state: 'done', href: '#3' },
          { label: 'Versicherung', state: 'done', href: '#4' },
          { label: 'Prüfen und senden', state: 'current' },
        ]}
      />
      <Question title="Stimmt alles?">Lesen Sie Ihre Angaben durch. Es ist noch nichts gesendet.</Question>
      <Sum id="s1" title="Halterin">
        <Facts
          items={[
            { term: 'Name', value: 'Lea Muster', source: register, act: notRight },
            { term: 'Adresse', value: 'Oetlingerstrasse 999, 4057 Basel', source: register, act: notRight },
            {
              term: 'Antwort an',
              value: 'Mein Konto, Hinweis an lea.muster@example.org',
              act: { label: labels.form.change, href: '/formular/antwort' },
            },
          ]}
        />
      </Sum>
      <Sum id="s2" title="Erster Hund: Luna">
        <Facts items={dog(labels, 'Luna', 'Labrador Retriever', '756 0000 0000 0123')} />
      </Sum>
      <Sum id="s3" title="Zweiter Hund: Milo">
        <Facts items={dog(labels, 'Milo', 'Mischling, klein', '756 0000 0000 0456')} />
      </Sum>
      <Sum id="s4" title="Was es kostet">
        <Table
          id="kosten"
          caption="Hundesteuer pro Jahr"
          hideCaption
          columns={[{ label: 'Hundesteuer pro Jahr' }, { label: labels.form.francs, numeric: true }]}
          rows={[
            { key: 1, cells: ['Erster Hund, Luna', formatAmount(160)] },
            { key: 2, cells: ['Zweiter Hund, Milo: doppelte Steuer', formatAmount(320)] },
            { key: 3, cells: ['Anmeldung', formatAmount(0)] },
          ]}
          foot={['Zusammen', formatAmount(480)]}
        />
        <Quiet>
          Sie bezahlen jetzt nichts. Die Rechnung folgt, zahlbar innert 30 Tagen. Grundlage: § 5 Abs. 7
          Hundegesetz (SG 365.100).
        </Quiet>
      </Sum>
      <Sum id="s5" title="Erklärung">
        <Declaration
          labels={labels}
          id="erklaerung"
          name="erklaerung"
          value={false}
          label="Meine Angaben sind vollständig und richtig, und für beide Hunde besteht eine Haftpflichtversicherung."
        />
        <Quiet>
          Was geschieht mit den Daten? Das Veterinäramt nutzt sie für Hundekontrolle und Hundesteuer. 10 Jahre
          nach der Abmeldung werden sie dem Staatsarchiv angeboten oder gelöscht.
        </Quiet>
      </Sum>
      <Buttons>
        <Button go name="go" value="submit">
          Verbindlich anmelden
        </Button>
        <Button variant="secondary" name="go" value="save">
          {labels.form.saveForLater}
        </Button>
      </Buttons>
    </Form>
  );
}
