// The free slots of an appointment as its form control: three days at a time, from the day that was asked for.
import type { VNode } from 'preact';
import { AppointmentField, formatDate, type Slot } from '../../../ui/index.ts';
import { printMoment, slotsOf, swissMoment } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { appointmentOffer, type Taken } from '../../appointments/index.ts';
import { holidaysOf } from '../../organisation/index.ts';
import { intakeTexts } from '../intake-texts.ts';

/** What a form knows of slots: which are booked out, and from which day on they are shown. */
export interface SlotView {
  taken: Taken;
  from: string | undefined;
}

const daysShown = 3;

/** The day in an address that shows slots from then on: `?ab=2026-12-08`. */
export const slotsFrom = (query: Readonly<Record<string, string | undefined>>): string | undefined =>
  /^\d{4}-\d{2}-\d{2}$/.test(query['ab'] ?? '') ? query['ab'] : undefined;

/** Where the buttons «earlier» and «later» of a posted form lead, with everything saved; undefined when none was pressed. */
export function slotsAddress(path: string, pressed: unknown): string | undefined {
  const [, name, day] =
    typeof pressed === 'string' ? (/^([\w-]+)\|(\d{4}-\d{2}-\d{2})$/.exec(pressed) ?? []) : [];
  return name === undefined ? undefined : `${path}?ab=${day}#${name}`;
}

type FieldProps = Pick<
  Parameters<typeof AppointmentField>[0],
  'labels' | 'id' | 'name' | 'label' | 'hint' | 'error' | 'optional' | 'value'
>;

export function AppointmentControl(props: {
  app: App;
  offer: string;
  language: Language;
  slots: SlotView;
  field: FieldProps;
}): VNode {
  const { app, language, slots, field } = props;
  const offer = appointmentOffer(app, props.offer);
  const days = offer ? freeDays(app, offer, slots.taken) : [];
  const value = field.value ?? '';
  const day = slots.from ?? days.find(({ slots: each }) => each.includes(value))?.day;
  const found = days.findIndex((each) => day === undefined || each.day >= day);
  const start = found < 0 ? Math.max(0, days.length - daysShown) : found;
  const shown = days.slice(start, start + daysShown);
  const free = days.some((each) => each.slots.includes(value));
  const chosen = free && !shown.some((each) => each.slots.includes(value)) ? value : undefined;
  const move = (target: string | undefined) =>
    target === undefined ? undefined : { name: '_slots', value: `${field.id}|${target}` };
  return (
    <AppointmentField
      {...field}
      days={shown.map((each) => ({
        day: each.day,
        label: formatDate(each.day, language, 'weekday'),
        slots: each.slots.map((slot) => asSlot(slot, language)),
      }))}
      chosen={chosen === undefined ? undefined : asSlot(chosen, language, true)}
      note={
        offer
          ? intakeTexts(language)('appointmentNote', {
              place: offer.place[language],
              minutes: offer.minutes,
            })
          : undefined
      }
      earlier={move(start > 0 ? days[Math.max(0, start - daysShown)]?.day : undefined)}
      later={move(days[start + daysShown]?.day)}
    />
  );
}

/** Days with at least one free slot, in order. */
function freeDays(
  app: App,
  offer: NonNullable<ReturnType<typeof appointmentOffer>>,
  taken: Taken,
): { day: string; slots: string[] }[] {
  const days: { day: string; slots: string[] }[] = [];
  for (const slot of slotsOf(offer, { today: app.clock.today(), holidays: holidaysOf(app) })) {
    if (taken(offer.id, slot)) continue;
    const day = slot.slice(0, 10);
    const last = days.at(-1);
    if (last?.day === day) last.slots.push(slot);
    else days.push({ day, slots: [slot] });
  }
  return days;
}

/** @param withDay the time alone is enough below its day */
function asSlot(slot: string, language: Language, withDay = false): Slot {
  const { day, time } = swissMoment(Date.parse(slot));
  const text = printMoment(day, time, language);
  return { value: slot, label: withDay ? text : (text.split(', ').at(-1) ?? time) };
}
