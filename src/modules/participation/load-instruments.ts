// Reads the canton's instruments.yaml: by which rights people take part, who may, on which law, and what it limits.
import { Type, type Static } from 'typebox';
import type { Canton } from '../../kernel/canton.ts';
import { LocalTextSchema, readCheckedFile } from '../../kernel/canton-file.ts';
import { Id, strict } from './process.ts';

const InstrumentSchema = Type.Object(
  {
    id: Id,
    name: LocalTextSchema,
    text: LocalTextSchema,
    who: LocalTextSchema,
    /** Numbers and days of the law in words. */
    figures: Type.Optional(LocalTextSchema),
    group: Type.Union([
      Type.Literal('binding'),
      Type.Literal('heard'),
      Type.Literal('objection'),
      Type.Literal('open'),
      Type.Literal('place'),
    ]),
    legalBasis: Type.Array(Type.String({ minLength: 1, maxLength: 200 })),
    unit: Id,
    service: Type.Optional(Id),
    /** In force, suspended, or only discussed. */
    status: Type.Union([Type.Literal('in-force'), Type.Literal('suspended'), Type.Literal('discussed')]),
    openMonthsAtLeast: Type.Optional(Type.Integer({ minimum: 1, maximum: 12 })),
    answerMonths: Type.Optional(Type.Integer({ minimum: 1, maximum: 60 })),
    unverified: Type.Optional(Type.Boolean()),
  },
  strict,
);
const FileSchema = Type.Object({ instruments: Type.Array(InstrumentSchema) }, strict);

export type Instrument = Static<typeof InstrumentSchema>;

export async function loadInstruments(
  canton: Canton,
  isUnit: (id: string) => boolean,
): Promise<{ instruments: Instrument[]; faults: string[] }> {
  const { data, faults, faultAt } = await readCheckedFile(canton, 'instruments.yaml', FileSchema);
  const all = [...faults];
  const instruments = data?.instruments ?? [];
  instruments.forEach(({ id, unit }, index) => {
    if (instruments.findIndex((each) => each.id === id) < index)
      all.push(faultAt(['instruments', index, 'id'], `${id} is there twice.`));
    if (!isUnit(unit)) all.push(faultAt(['instruments', index, 'unit'], `There is no unit ${unit}.`));
  });
  return { instruments, faults: all };
}
