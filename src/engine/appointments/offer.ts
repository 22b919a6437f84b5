// What a unit offers: on which weekdays, at which times, for how many at once, how long before.
export interface OpenHours {
  /** ISO 8601: 1 Monday to 7 Sunday. */
  days: number[];
  /** First beginning, `HH:MM`. */
  from: string;
  /** The last one ends at the latest then. */
  to: string;
}

/** One kind of appointment, as `appointments.yaml` of the canton says. */
export interface AppointmentOffer {
  id: string;
  hours: OpenHours[];
  /** Length of an appointment. */
  minutes: number;
  /** How many people can come at the same time. */
  capacity: number;
  /** The earliest is so many days after today; 1 is tomorrow. */
  notice: number;
  /** The latest is so many days after today. */
  ahead: number;
}

/** Offers by id. */
export type AppointmentOffers = Readonly<Record<string, AppointmentOffer>>;
