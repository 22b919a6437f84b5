// How a field is asked on paper: lines, boxes for characters, boxes to tick, parts, an enclosure.
export interface BoxGroup {
  /** Characters, one box each. */
  length: number;
  /** What stands printed before the boxes: `CHE-`, `.`, `:`. */
  before?: string;
}

export interface PaperOption {
  id: string;
  label: string;
}

/** The words of a control's parts are keys of the channel's texts (`street`, `town`); everything else is already in words. */
export type PaperControl =
  /** Free writing on so many lines; `unit` is printed behind the line. */
  | { kind: 'lines'; count: number; unit?: string }
  | { kind: 'boxes'; groups: BoxGroup[]; unit?: string }
  /** Day, month and year. */
  | { kind: 'date' }
  | { kind: 'ticks'; options: PaperOption[]; several: boolean }
  | { kind: 'parts'; parts: { id: string; control: PaperControl; share: number }[] }
  /** A sheet that comes with the form; at most so many. */
  | { kind: 'enclose'; most: number }
  /** A sentence to be confirmed. */
  | { kind: 'confirm' }
  /** Signed by hand with place and date, where every paper form is: at its end. */
  | { kind: 'sign' }
  /** Never asked. */
  | { kind: 'none' };

export const writing = (count = 1): PaperControl => ({ kind: 'lines', count });

/** Boxes in groups, each parted from the one before by a sign. */
export function boxes(lengths: readonly number[], sign = '', first = ''): PaperControl {
  return {
    kind: 'boxes',
    groups: lengths.map((length, index) => {
      const before = index === 0 ? first : sign;
      return before === '' ? { length } : { length, before };
    }),
  };
}
