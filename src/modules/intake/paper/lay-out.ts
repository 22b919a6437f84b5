// Places the fields of a question on the page: short ones side by side, options in columns, long lists once before the copies.
import type { ConditionText, PaperControl, PaperField, PaperQuestion } from '../../../engine/index.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { KnownPrint } from './form-model.ts';
import { paperTexts } from './paper-texts.ts';

type Only = (ConditionText & { otherwise: string }) | null;

type LaidControl =
  | Exclude<PaperControl, { kind: 'ticks' | 'parts' }>
  | {
      kind: 'ticks';
      several: boolean;
      columns: number;
      options: { label: string; beside: string }[];
    }
  | { kind: 'parts'; parts: { label: string; share: number; control: PaperControl }[] };

interface LaidField {
  number: string;
  label: string;
  hint: string;
  optional: boolean;
  known: KnownPrint | null;
  control: LaidControl;
}

/** `share` in twelfths of the width. */
type Cell = { share: number; field: LaidField };
/** Fields under one condition, or under none. */
interface Group {
  only: Only;
  rows: Cell[][];
}

interface ChoiceList {
  title: string;
  options: string[];
  columns: number;
}

export interface LaidQuestion {
  number: string;
  title: string;
  intro: string;
  only: Only;
  lists: ChoiceList[];
  /** One for each time the question is printed. */
  copies: { title: string; groups: Group[] }[];
  more: string;
}

/** In a question that is printed several times, longer lists stand once before the copies. */
const mostOptionsInCopy = 12;

/** @param known what is printed in the place of an empty field */
export function layQuestion(
  question: PaperQuestion,
  language: Language,
  known: (field: PaperField) => KnownPrint | null,
): LaidQuestion {
  const t = paperTexts(language);
  const { repeat } = question;
  const lists = repeat ? question.fields.flatMap((field) => listBefore(field, language)) : [];
  const groups = inGroups(
    question.fields.map((field) => ({
      only: onlyOf(field.only, ''),
      field: laidField(field, language, repeat ? null : known(field), repeat !== undefined),
    })),
  );
  const titles = repeat?.titles ?? [''];
  return {
    number: String(question.number),
    title: question.title,
    intro: question.intro,
    only: onlyOf(question.only, question.otherwise),
    lists,
    // What is explained once needs no second explanation.
    copies: titles.map((title, index) => ({ title, groups: index === 0 ? groups : withoutHints(groups) })),
    more: repeat && repeat.max > titles.length ? t('more', { count: titles.length, max: repeat.max }) : '',
  };
}

/** A long list of options, numbered, to be printed once for all copies. */
function listBefore({ number, label, control, beside }: PaperField, language: Language): ChoiceList[] {
  if (control.kind !== 'ticks' || control.options.length <= mostOptionsInCopy) return [];
  const options = control.options.map((option) =>
    beside[option.id] ? `${option.label} → ${beside[option.id]}` : option.label,
  );
  const title = paperTexts(language)('listTitle', { number, label });
  return [{ title, options, columns: columnsFor(options, 3) }];
}

const onlyOf = (only: ConditionText | undefined, otherwise: string): Only =>
  only ? { ...only, otherwise } : null;

function laidField(
  field: PaperField,
  language: Language,
  known: KnownPrint | null,
  inCopy: boolean,
): LaidField {
  const { number, label, optional, control, beside } = field;
  const t = paperTexts(language);
  const laid = { number, label, hint: field.hint, optional, known };
  if (control.kind === 'parts') {
    const parts = control.parts.map((part) => ({
      label: t(`part.${part.id}` as Parameters<typeof t>[0]),
      share: part.share,
      control: part.control,
    }));
    return { ...laid, control: { kind: 'parts', parts } };
  }
  if (control.kind !== 'ticks') return { ...laid, control };
  if (inCopy && control.options.length > mostOptionsInCopy) {
    const count = control.several ? 3 : 1;
    const groups = Array.from({ length: count }, (_, index) =>
      index === 0 ? { length: 2 } : { length: 2, before: ' ' },
    );
    return {
      ...laid,
      hint: [laid.hint, t('listHint')].filter((each) => each !== '').join(' '),
      control: { kind: 'boxes', groups },
    };
  }
  const options = control.options.map((option) => ({
    label: option.label,
    beside: beside[option.id] ?? '',
  }));
  const columns = options.some((option) => option.beside !== '')
    ? 1
    : columnsFor(
        options.map((option) => option.label),
        4,
      );
  return { ...laid, control: { kind: 'ticks', several: control.several, columns, options } };
}

/** Columns in which the longest of them stays on one line, roughly. */
function columnsFor(labels: readonly string[], most: number): number {
  const longest = Math.max(...labels.map((label) => label.length));
  return Math.min(longest <= 18 ? 4 : longest <= 28 ? 3 : longest <= 46 ? 2 : 1, most);
}

/** Neighbours with the same condition share it. */
function inGroups(fields: readonly { only: Only; field: LaidField }[]): Group[] {
  const groups: { only: Only; fields: LaidField[] }[] = [];
  for (const { only, field } of fields) {
    const last = groups.at(-1);
    if (last && JSON.stringify(last.only) === JSON.stringify(only)) last.fields.push(field);
    else groups.push({ only, fields: [field] });
  }
  return groups.map((group) => ({ only: group.only, rows: inRows(group.fields) }));
}

const withoutHints = (groups: readonly Group[]): Group[] =>
  groups.map(({ only, rows }) => ({
    only,
    rows: rows.map((row) => row.map(({ share, field }) => ({ share, field: { ...field, hint: '' } }))),
  }));

function inRows(fields: readonly LaidField[]): Cell[][] {
  const rows: Cell[][] = [];
  let room = 0;
  for (const field of fields) {
    const share = shareOf(field);
    const row = rows.at(-1);
    if (row && share <= room) {
      row.push({ share, field: narrowed(field, share) });
      room -= share;
    } else {
      rows.push([{ share, field: narrowed(field, share) }]);
      room = 12 - share;
    }
  }
  return rows;
}

/** Twelfths that a field needs; what explains itself at length stands alone. */
function shareOf({ control, hint, label, known }: LaidField): number {
  if (known) return control.kind === 'parts' ? 12 : 6;
  const short = hint.length <= 28 && label.length <= 24;
  switch (control.kind) {
    case 'date':
      return short ? 4 : 6;
    case 'boxes': {
      const count = control.groups.reduce((sum, group) => sum + group.length, 0);
      if (count <= 8 && short) return 4;
      return count <= 15 ? 6 : 12;
    }
    case 'lines':
      return control.count === 1 && hint.length <= 90 && label.length <= 44 ? 6 : 12;
    case 'ticks':
      return isYesNo(control) && label.length <= 50 && hint.length <= 60 ? 6 : 12;
    default:
      return 12;
  }
}

const isYesNo = (control: Extract<LaidControl, { kind: 'ticks' }>): boolean =>
  control.options.length === 2 &&
  control.options.every((option) => option.label.length <= 4 && option.beside === '');

const narrowed = (field: LaidField, share: number): LaidField =>
  field.control.kind === 'ticks' && share < 12
    ? { ...field, control: { ...field.control, columns: 2 } }
    : field;
