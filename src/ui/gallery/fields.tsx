/** Every form field, empty, filled and with an error: a page for tests only. */
import type { VNode } from 'preact';
import {
  AddressField,
  AhvField,
  AppointmentField,
  Button,
  Buttons,
  Choice,
  DateField,
  Declaration,
  EmailField,
  ErrorSummary,
  FileField,
  Form,
  IbanField,
  ListField,
  LocationField,
  LongTextField,
  MoneyField,
  MultiChoice,
  NumberField,
  PageLayout,
  PhoneField,
  RepeatList,
  SignatureField,
  TextField,
  TimeField,
  Top,
  UidField,
  Wrap,
  YesNo,
  type UiLabels,
} from '../index.ts';
import { galleryFrame, type GalleryFrame } from './frame.tsx';

const breeds = ['Appenzeller', 'Beagle', 'Border Collie', 'Dackel', 'Labrador', 'Mops', 'Pudel', 'Spitz'];

export function fieldsPage(options: GalleryFrame): VNode {
  const frame = galleryFrame(options, '/gallery/fields', 'resident', 0);
  const { labels } = frame;
  const error = labels.form.errorSummary.one;
  return (
    <PageLayout frame={frame} title="Felder" hasErrors noIndex>
      <Wrap>
        <Top labels={labels} title="Felder" />
        <Form action="/gallery" multipart enter={{ name: 'go', value: 'next' }}>
          <ErrorSummary
            labels={labels}
            errors={['name', 'datum', 'adresse', 'wahl', 'viele', 'datei', 'ja'].map((fieldId) => ({
              fieldId: `e-${fieldId}`,
              message: `${error} (${fieldId})`,
            }))}
          />
          <Fields labels={labels} prefix="v" error={undefined} />
          <Fields labels={labels} prefix="e" error={error} />
          <RepeatList
            labels={labels}
            id="hunde"
            add={{ name: 'add', value: 'hunde', label: 'Weiteren Hund hinzufügen' }}
            items={[
              {
                id: '1',
                title: 'Luna',
                text: 'Labrador Retriever, Chip 756 0000 0000 0123',
                change: { href: '?hund=1' },
                remove: { name: 'remove', value: '1' },
              },
              {
                id: '2',
                title: 'Milo',
                change: { name: 'edit', value: '2' },
                remove: { name: 'remove', value: '2' },
              },
            ]}
          />
          <RepeatList labels={labels} id="leer" items={[]} error={error} add={{ href: '?neu' }} />
          <Buttons>
            <Button name="go" value="next">
              {labels.form.next}
            </Button>
            <Button variant="secondary" name="go" value="save">
              {labels.form.saveForLater}
            </Button>
            <Button variant="quiet" name="go" value="cancel">
              {labels.form.cancel}
            </Button>
          </Buttons>
        </Form>
      </Wrap>
    </PageLayout>
  );
}

function Fields({
  labels,
  prefix,
  error,
}: {
  labels: UiLabels;
  prefix: string;
  error: string | undefined;
}): VNode {
  const field = (name: string, label: string) => ({
    labels,
    id: `${prefix}-${name}`,
    name: `${prefix}.${name}`,
    label,
    error,
    optional: !error,
  });
  const options = ['Ja, mit allen', 'Nur mit einem', 'Mit keinem'].map((label, i) => ({
    value: `w${i}`,
    label,
  }));
  return (
    <div class="ask">
      <TextField {...field('name', 'Vorname')} value="Lea" autocomplete="given-name" hint="Wie im Ausweis" />
      <LongTextField
        {...field('text', 'Begründung')}
        value={'Erste Zeile\nzweite'}
        maxLength={2000}
        hint="In eigenen Worten."
      />
      <NumberField {...field('zahl', 'Fläche')} value="12,5" unit="m²" />
      <MoneyField {...field('geld', 'Miete im Monat')} value="1450.50" />
      <DateField
        {...field('datum', 'Geburtsdatum')}
        autocomplete="bday"
        hint="Zum Beispiel 31. 3. 1980"
        value={{ day: '31', month: '2', year: '1980' }}
        invalid={['day', 'month']}
      />
      <TimeField {...field('zeit', 'Uhrzeit')} value="09:30" />
      <EmailField {...field('mail', 'E-Mail')} value="lea.muster@example.org" />
      <PhoneField {...field('telefon', 'Telefon')} value="061 000 00 00" />
      <AhvField
        {...field('ahv', 'AHV-Nummer')}
        value="756.1234.5678.97"
        hint="Steht auf der Krankenkassenkarte."
      />
      <UidField {...field('uid', 'UID')} value="CHE-123.456.789" />
      <IbanField {...field('iban', 'IBAN')} value="CH93 0076 2011 6238 5295 7" />
      <AddressField
        {...field('adresse', 'Neue Adresse')}
        value={{ street: 'Oetlingerstrasse', houseNumber: '999', postalCode: '405', town: 'Basel' }}
        errors={error ? { postalCode: error } : undefined}
      />
      <Choice
        {...field('wahl', 'Wohnen Sie zusammen?')}
        value="w1"
        options={options}
        hint="Gemeint ist die Wohnung."
      />
      <Choice
        {...field('rasse', 'Rasse')}
        value="Mops"
        options={breeds.map((label) => ({ value: label, label }))}
      />
      <ListField
        {...field('land', 'Land')}
        value={error ? 'Schweitz' : 'Schweiz'}
        hint="Aus welchem Land kommen Sie?"
        options={breeds.map((label) => ({ value: label, label }))}
        near={error ? [{ value: 'ch', label: 'Schweiz' }] : undefined}
      />
      <ListField
        {...field('ort', 'Ort')}
        value="Nirgends"
        options={breeds.map((label) => ({ value: label, label }))}
        near={[]}
      />
      <MultiChoice {...field('viele', 'Was trifft zu?')} value={['w0']} options={options} />
      <YesNo {...field('janein', 'Ist Luna versichert?')} value="no" />
      <FileField
        {...field('datei', 'Versicherungsnachweis')}
        value={undefined}
        multiple
        accept=".pdf"
        files={[
          {
            id: 'a',
            name: 'police-haftpflicht-sehr-langer-name-ohne-leerzeichen-2026-11-24-fassung-3.pdf',
            note: 'PDF, 340 kB',
            href: '/dateien/a',
            remove: { name: 'remove', value: `${prefix}-a` },
          },
        ]}
      />
      <AppointmentField
        {...field('termin', 'Termin')}
        value="b"
        note="Spiegelgasse 6, 4001 Basel. Dauert etwa 20 Minuten."
        chosen={error ? { value: 'b', label: 'Montag, 30. November 2026, 16.10 Uhr' } : undefined}
        days={[
          {
            day: '2026-12-01',
            label: 'Dienstag, 1. Dezember',
            slots: ['08.30', '08.50', '09.10', '09.30'].map((label) => ({ value: `1${label}`, label })),
          },
          { day: '2026-12-02', label: 'Mittwoch, 2. Dezember', slots: [{ value: '2', label: '14.30' }] },
        ]}
        earlier={error ? { name: '_slots', value: 'a' } : undefined}
        later={{ name: '_slots', value: `${prefix}-b` }}
      />
      <LocationField
        {...field('stelle', 'Wo ist es?')}
        value={{ text: 'Beim Brunnen', place: '', point: '47.5571, 7.5904' }}
        places={[{ value: 'a', label: 'Münsterplatz', at: { lon: 7.5925, lat: 47.5562 } }]}
        shape={{
          outline: [
            { lon: 7.55, lat: 47.52 },
            { lon: 7.69, lat: 47.54 },
            { lon: 7.69, lat: 47.6 },
            { lon: 7.56, lat: 47.58 },
          ],
          rivers: [
            [
              { lon: 7.68, lat: 47.55 },
              { lon: 7.59, lat: 47.56 },
              { lon: 7.58, lat: 47.58 },
            ],
          ],
        }}
        at={{ lon: 7.5904, lat: 47.5571 }}
        errors={error ? { point: error, place: error } : undefined}
      />
      <SignatureField
        {...field('unterschrift', 'Ihre Unterschrift')}
        manner={error ? 'spoken' : 'typed'}
        value={{ name: 'Lea Muster', agreed: true }}
        errors={error ? { name: error, agreed: error } : undefined}
      />
      <Declaration {...field('ja', 'Meine Angaben sind vollständig und richtig.')} value={false} />
    </div>
  );
}
