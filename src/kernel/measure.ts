// What the product measures of itself: one declaration for each figure, so that goals can be bound to it and pages say where it is from.
import type { App } from './app.ts';
import type { Language } from './i18n/texts.ts';

/** A share of 1, working days, hours, questions or things on average, or how many there are. */
export const measureUnits = ['share', 'working-days', 'hours', 'average', 'count'] as const;
export type MeasureUnit = (typeof measureUnits)[number];

/** What a measure says at a moment. */
export interface Reading {
  /** null: too little is known to say anything, or it is hidden because few people stand behind it. */
  value: number | null;
  /** How many cases, answers or services it rests on; null: not said, or it rests on no count. */
  sample: number | null;
  /** When it was taken. */
  at: Date;
  /** What lies before is not in it; absent: it is of this moment. */
  since?: Date | undefined;
}

/** Messages by key in four languages: `<measure>.title`, `<measure>.meaning`. */
export type MeasureTexts = Record<Language, Record<string, string>>;

export interface Measure {
  /** Kept with everything that is bound to it: for good. */
  id: string;
  texts: MeasureTexts;
  unit: MeasureUnit;
  /** In which direction it gets better for people. */
  better: 'more' | 'less';
  /** Of what it can be asked: of the canton as a whole, of each service that is online, or of both. */
  of: readonly ('canton' | 'service')[];
  /** The page where people see the same, from `/`. */
  page: string;
  /**
   * Takes it now, from what is kept or counted anyway: it is asked for by pages.
   * @param service id of a service that is online; absent: of the canton
   */
  read: (app: App, service?: string) => Promise<Reading>;
}

/** All measures of all modules, in their order. */
export const measuresOf = ({ modules }: Pick<App, 'modules'>): Measure[] =>
  modules.flatMap(({ measures }) => measures ?? []);
