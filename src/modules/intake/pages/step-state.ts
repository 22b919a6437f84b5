// What one step shows: the draft, the page or entry, what was typed, what is wrong with it.
import type { FormError } from '../../../ui/index.ts';
import type { PageDefinition } from '../../../engine/index.ts';
import type { Controls } from './field-view.tsx';
import type { FormSession } from './form-session.ts';

export interface StepView {
  session: FormSession;
  page: PageDefinition;
  /** Index of the entry inside a repeat; absent on ordinary pages and on the list of entries. */
  item: number | undefined;
  controls: Controls;
  errors: FormError[];
  /** Error texts by control name, then by part. */
  fieldErrors: Record<string, Record<string, string>>;
  /** Known fields that the person is correcting on this page. */
  correcting: string[];
  notice?: 'parked' | 'parked-files' | 'changed';
  status: number;
  /** What the page held when it was rendered: another window's change is noticed by it. */
  seen: string;
}

export const controlName = (page: PageDefinition, item: number | undefined, field: string) =>
  page.repeat && item !== undefined ? `${page.repeat.id}.${item}.${field}` : field;
