// The form of an event: what, where, when, how long, how many.
import type { VNode } from 'preact';
import { dayParts, readInstant, typedInstant, typedText, type Typed } from '../../../engine/index.ts';
import type { Request } from '../../../kernel/http/route.ts';
import {
  Button,
  Buttons,
  DateField,
  Form,
  LongTextField,
  NumberField,
  TextField,
  TimeField,
  uiLabels,
  errorOf,
  type FormError,
} from '../../../ui/index.ts';
import { communityTexts } from '../community-texts.ts';
import { longestTitle } from '../entries/entry.ts';
import type { ListedEvent } from '../events/event-queries.ts';
import type { WantedEvent } from '../events/plan-event.ts';
import { textErrors, typed } from '../parts/typed.ts';

const longestPlace = 200;
const longestAbout = 4000;
const mostPlaces = 10_000;
/** Two days. */
const mostMinutes = 2880;

interface EventFormProps {
  request: Request;
  action: string;
  hidden: Record<string, string>;
  send: string;
  back: string;
  errors: readonly FormError[];
  /** The event that is changed. */
  event?: ListedEvent;
}

/** What stands in the fields: as typed, else as the event says. */
function typedEvent({ body, parked }: Request, event: ListedEvent | undefined): Typed {
  if (body !== undefined || parked !== undefined || !event) return (body ?? parked ?? {}) as Typed;
  return {
    titel: event.title,
    text: event.about,
    ort: event.place,
    ...typedInstant('beginn', event.startsAt),
    dauer: String(event.minutes),
    plaetze: event.capacity === null ? '' : String(event.capacity),
  };
}

export function EventForm(props: EventFormProps): VNode {
  const { request, action, hidden, send, back, errors, event } = props;
  const { language, csrf } = request;
  const t = communityTexts(language);
  const labels = uiLabels(language);
  const values = typedEvent(request, event);
  const field = (name: string) => ({
    labels,
    id: name,
    name,
    value: typedText(values, name),
    error: errorOf(errors, name),
  });
  return (
    <Form action={action} hidden={{ _csrf: csrf, ...hidden }}>
      <TextField {...field('titel')} label={t('write.heading')} />
      <LongTextField {...field('text')} label={t('events.about')} maxLength={longestAbout} />
      <TextField {...field('ort')} label={t('events.place')} hint={t('events.placeHint')} />
      <DateField
        labels={labels}
        id="beginn"
        name="beginn"
        label={t('events.day')}
        value={dayParts(values, 'beginn')}
        error={errorOf(errors, 'beginn')}
      />
      <TimeField
        labels={labels}
        id="beginn-zeit"
        name="beginn.time"
        label={t('events.time')}
        value={typedText(values, 'beginn.time')}
      />
      <NumberField {...field('dauer')} label={t('events.minutes')} unit={t('events.minutesUnit')} whole />
      <NumberField
        {...field('plaetze')}
        label={t('events.capacity')}
        hint={t('events.capacityHint')}
        optional
        whole
      />
      <Buttons>
        <Button>{send}</Button>
        <a href={back}>{t('cancel')}</a>
      </Buttons>
    </Form>
  );
}

const whole = (text: string, most: number): number | undefined =>
  /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= most ? Number(text) : undefined;

export function readEventForm(request: Request): { wanted: WantedEvent } | { errors: FormError[] } {
  const { app, language, body } = request;
  const t = communityTexts(language);
  const startsAt = readInstant((body ?? {}) as Typed, 'beginn');
  const minutes = whole(typed(request, 'dauer'), mostMinutes);
  const places = typed(request, 'plaetze');
  const capacity = places === '' ? null : whole(places, mostPlaces);
  const errors: FormError[] = [
    ...textErrors(request, [
      { name: 'titel', most: longestTitle },
      { name: 'text', most: longestAbout },
      { name: 'ort', most: longestPlace },
    ]),
    ...(startsAt && startsAt > app.clock.now()
      ? []
      : [{ fieldId: 'beginn', message: t('events.timeWrong') }]),
    ...(minutes === undefined ? [{ fieldId: 'dauer', message: t('events.minutesWrong') }] : []),
    ...(capacity === undefined ? [{ fieldId: 'plaetze', message: t('events.capacityWrong') }] : []),
  ];
  if (errors.length > 0 || !startsAt || minutes === undefined || capacity === undefined) return { errors };
  const texts = {
    title: typed(request, 'titel'),
    about: typed(request, 'text'),
    place: typed(request, 'ort'),
  };
  return { wanted: { ...texts, startsAt, minutes, capacity } };
}
