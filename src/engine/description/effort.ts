// What a service asks of people, counted from its definition: questions, steps, media breaks.
import type { FieldDefinition, ServiceDefinition } from '../definition/schema.ts';

/** Where someone has to leave the online way, or fetch something from outside it. */
export type MediaBreak = 'upload' | 'post' | 'visit' | 'payment';

export interface Effort {
  /** Fields that may be asked, without calculated ones. */
  asked: number;
  /** Of these, what registers or the account may know. */
  known: number;
  /** Pages of the form that are always asked, and all of them; handing in counts as one more step. */
  steps: { least: number; most: number };
  /** Each kind once, however often it may occur. */
  mediaBreaks: { kind: MediaBreak; /** Nobody can avoid it. */ always: boolean }[];
}

/** Options with these ids mean that something travels by post, or that someone has to come by. */
const byPost: readonly string[] = ['post', 'einschreiben'];
const inPerson: readonly string[] = ['schalter', 'abholung'];

export function effortOf(definition: ServiceDefinition): Effort {
  const fields = definition.pages.flatMap((page) =>
    page.fields.map((field) => ({ field, always: page.when === undefined && field.when === undefined })),
  );
  const asked = fields.filter(({ field }) => field.type !== 'calculated');
  return {
    asked: asked.length,
    known: asked.filter(({ field }) => field.source !== undefined).length,
    steps: {
      least: definition.pages.filter(isAlwaysAsked).length + 1,
      most: definition.pages.length + 1,
    },
    mediaBreaks: [
      ...breakFrom(
        'upload',
        fields.filter(({ field }) => field.type === 'file'),
        ({ field, always }) => always && !field.optional,
      ),
      ...breakFrom('post', offering(fields, byPost), (each) => isOnly(each, byPost)),
      ...breakFrom('visit', [...offering(fields, inPerson), ...fields.filter(isAppointment)], (each) =>
        isAppointment(each) ? each.always && !each.field.optional : isOnly(each, inPerson),
      ),
      ...payments(definition),
    ],
  };
}

interface Asked {
  field: FieldDefinition;
  always: boolean;
}

function isAlwaysAsked(page: ServiceDefinition['pages'][number]): boolean {
  return page.when === undefined && page.fields.some((field) => field.when === undefined);
}

function offering(fields: readonly Asked[], options: readonly string[]): Asked[] {
  return fields.filter(({ field }) => field.options?.some((option) => options.includes(option)));
}

/** Someone has to come. */
const isAppointment = ({ field }: Asked): boolean => field.type === 'appointment';

function isOnly({ field, always }: Asked, options: readonly string[]): boolean {
  return always && (field.options ?? []).every((option) => options.includes(option));
}

function breakFrom(
  kind: MediaBreak,
  found: readonly Asked[],
  always: (each: Asked) => boolean,
): Effort['mediaBreaks'] {
  return found.length === 0 ? [] : [{ kind, always: found.some(always) }];
}

/** An invoice is paid elsewhere, and at the counter one has to come by: only a card could be paid in the same go. */
function payments({ fees }: ServiceDefinition): Effort['mediaBreaks'] {
  const outside = fees.filter(({ pay }) => pay?.some((way) => way !== 'card'));
  if (outside.length === 0) return [];
  const always = outside.some(({ pay, when }) => when === undefined && !pay?.includes('card'));
  return [{ kind: 'payment', always }];
}
