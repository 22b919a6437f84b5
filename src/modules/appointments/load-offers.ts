// Reads `appointments.yaml`: what units offer, checked against the organisation.
import { Type, type Static } from 'typebox';
import type { Canton } from '../../kernel/canton.ts';
import { LocalTextSchema, readCheckedFile } from '../../kernel/canton-file.ts';

const Id = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 60 });
// From 5 o'clock on: earlier, a day on which clocks change has another offset.
const Time = Type.String({ pattern: '^(0[5-9]|1\\d|2[0-3]):[0-5]\\d$' });

const OfferSchema = Type.Object(
  {
    id: Id,
    unit: Id,
    /** Where to go, in one line. */
    place: LocalTextSchema,
    hours: Type.Array(
      Type.Object(
        {
          days: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { minItems: 1, uniqueItems: true }),
          from: Time,
          to: Time,
        },
        { additionalProperties: false },
      ),
      { minItems: 1 },
    ),
    minutes: Type.Integer({ minimum: 5, maximum: 480 }),
    capacity: Type.Integer({ minimum: 1, maximum: 500 }),
    notice: Type.Integer({ minimum: 1, maximum: 90 }),
    ahead: Type.Integer({ minimum: 1, maximum: 180 }),
    unverified: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
const FileSchema = Type.Object({ offers: Type.Array(OfferSchema) }, { additionalProperties: false });

export type Offer = Static<typeof OfferSchema>;

/**
 * The offers by id, with everything that is wrong with the file.
 * @param isUnit whether a unit exists; absent: not checked
 */
export async function loadOffers(
  canton: Canton,
  isUnit: (id: string) => boolean = () => true,
): Promise<{ offers: Record<string, Offer>; faults: string[] }> {
  const file = await readCheckedFile(canton, 'appointments.yaml', FileSchema);
  const faults = [...file.faults];
  const offers: Record<string, Offer> = {};
  file.data?.offers.forEach((offer, index) => {
    const fault = (key: string, message: string, at: readonly (string | number)[] = []) =>
      faults.push(file.faultAt(['offers', index, key, ...at], message));
    if (Object.hasOwn(offers, offer.id)) fault('id', `The offer ${offer.id} is there twice.`);
    if (!isUnit(offer.unit)) fault('unit', `There is no unit ${offer.unit}.`);
    if (offer.notice > offer.ahead) fault('notice', 'The earliest day lies behind the latest.');
    offer.hours.forEach(({ from, to }, at) => {
      const length = minutesOf(to) - minutesOf(from);
      if (length < offer.minutes)
        fault('hours', `No appointment of ${offer.minutes} minutes fits.`, [at, 'to']);
    });
    offers[offer.id] = offer;
  });
  return { offers, faults };
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
