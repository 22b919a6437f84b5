// What every field type knows: how a raw answer becomes a value, its faults, JSON Schema, FEEL type and printed form.
import type { AppointmentOffers } from '../appointments/offer.ts';
import type { CalendarDay } from '../deadline/calendar-day.ts';
import type { IsHoliday } from '../deadline/working-days.ts';
import type { FieldDefinition, FieldType, Language } from '../definition/schema.ts';
import type { CantonArea } from '../location/area.ts';
import type { FeelType } from '../feel/types.ts';
import type { Finding, Registers } from '../registers/registers.ts';
import type { ValueFaultCode } from './fault-codes.ts';
import type { PaperControl } from './paper-control.ts';

/** A file that someone uploaded, as the upload returned it. */
export interface UploadedFile {
  id: string;
  name: string;
  type: string;
  size: number;
}

/**
 * One entry of a shared list: `canton/<canton>/lists/<list>.yaml`. Entries are shown in the order of their words;
 * those with a place stand before or after all others, as the file orders them.
 */
export type ListOption = {
  id: string;
  place?: 'first' | 'last';
  /** Longitude and latitude (WGS84) of an entry that is a place on the map. */
  at?: [lon: number, lat: number];
} & Record<Language, string>;
/** Shared lists by id. */
export type Lists = Readonly<Record<string, readonly ListOption[]>>;

export interface ValueFault {
  code: ValueFaultCode;
  /** Part of a composite value: `postalCode`, or the index in a list. */
  part?: string;
  params?: Record<string, string | number>;
}

export interface ParseContext {
  lists: Lists;
  /** When given, files must be among these uploads; their name, type and size are taken from it, not from the answer. */
  uploads?: (id: string) => UploadedFile | undefined;
  /** Civil day in Switzerland; with `offers` it says which slots there are. */
  today?: CalendarDay;
  /** Whether a day is a public holiday. */
  holidays?: IsHoliday;
  /** The canton on the map; with it, a place can be asked to lie inside. */
  area?: CantonArea;
  /** When given, an appointment must be one of their slots. */
  offers?: AppointmentOffers;
  /** Whether a slot is booked out: who only tries answers doesn't ask. */
  taken?: (offer: string, slot: string) => boolean;
  /** Whether people are real here: the number of an invented person is none then. */
  refuseInvented?: boolean;
}

export interface Parsed {
  /** Normalised value, absent when the raw answer has not even the right shape. */
  value?: unknown;
  faults: ValueFault[];
}

export interface TextContext {
  lists: Lists;
  /** Text of the definition in the language: `fields.art.options.zuzug`. */
  text: (key: string) => string | undefined;
}

/** What a form knows besides the field: words in every language, and the one in which the page is shown. */
export interface FormContext {
  lists: Lists;
  language: Language;
  /** Text of the definition: `fields.art.options.zuzug`. */
  text: (key: string, language: Language) => string | undefined;
}

export type JsonSchema = Record<string, unknown>;
/** A form's raw content by name of the control. */
export type FormBody = Record<string, string | string[] | undefined>;

export interface FieldKind {
  type: FieldType;
  /** The properties of a field definition that have a meaning for this type, besides those of all fields. */
  properties: readonly (keyof FieldDefinition)[];
  /** Whether the raw answer counts as not answered. */
  isBlank(raw: unknown): boolean;
  /** Reads an answer that is not blank. Never throws, whatever JSON comes. */
  parse(raw: unknown, field: FieldDefinition, context: ParseContext): Parsed;
  schema(field: FieldDefinition, context: ParseContext): JsonSchema;
  feelType(field: FieldDefinition, context: ParseContext): FeelType;
  /** A valid value as FEEL sees it. */
  toFeel(value: unknown): unknown;
  /** A normalised value as people read it, in the language's Swiss conventions; never throws. */
  toText(value: unknown, field: FieldDefinition, language: Language, context: TextContext): string;
  /** How it is asked on paper. */
  paper(field: FieldDefinition, language: Language, context: TextContext): PaperControl;
  /** Reads the controls of a form; undefined when none of them was sent. What can't be read stays as typed. */
  fromForm(
    body: FormBody,
    name: string,
    previous: unknown,
    field: FieldDefinition,
    context: FormContext,
  ): unknown;
  /** Asks registers about a valid value; absent: nothing is known of such values. What is found is never a fault. */
  lookUp?(value: unknown, registers: Registers): Promise<Finding | undefined>;
  /** Control values by suffix to the name ('' or '.day'); a faulty value is shown as it was typed. */
  toForm(value: unknown, field: FieldDefinition, context: FormContext): Record<string, string | string[]>;
}

/** Also a text of characters that nobody sees (zero-width space, joiner) is no answer. */
export const isBlankText = (raw: unknown): boolean =>
  raw === undefined ||
  raw === null ||
  (typeof raw === 'string' && /^[\s\p{Default_Ignorable_Code_Point}]*$/u.test(raw));

/** The one value of a control; of doubled controls the last. */
export function controlValue(body: FormBody, name: string): string | undefined {
  const value = Object.hasOwn(body, name) ? body[name] : undefined;
  return Array.isArray(value) ? value.at(-1) : value;
}

/**
 * The suggestion that was chosen (`name.meant`), as long as what it was offered for (`name.offered`) still stands there:
 * whoever types anew means what they type.
 */
export function meantValue(body: FormBody, name: string, typed: string): string | undefined {
  const meant = controlValue(body, `${name}.meant`);
  return meant !== '' && controlValue(body, `${name}.offered`) === typed ? meant : undefined;
}

/** Whatever was stored, as text for a control. */
export function asTyped(value: unknown): string {
  return typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : '';
}

/** Reading and showing of types whose form has one control. */
export const singleControl = {
  fromForm: (body: FormBody, name: string): unknown => controlValue(body, name),
  toForm: (value: unknown): Record<string, string | string[]> => ({ '': asTyped(value) }),
};
