// Where someone stands in a form: its addresses, the page to go on with, and what is still missing.
import {
  progress,
  type Evaluation,
  type PageDefinition,
  type ServiceDefinition,
} from '../../engine/index.ts';
import type { Draft } from './queries/draft.ts';

/** A form as far as it is answered. */
export interface FormState {
  draft: Pick<Draft, 'visited'>;
  definition: ServiceDefinition;
  evaluation: Pick<Evaluation, 'path' | 'faults'>;
  /** Address of the form: `/leistungen/hund-anmelden/formular`. */
  base: string;
}

export const formAddress = (serviceId: string) => `/leistungen/${serviceId}/formular`;

export function pageById(definition: ServiceDefinition, id: string): PageDefinition | undefined {
  return definition.pages.find((each) => each.id === id);
}

/** Pointer of a page's answers: faults of a page are those below its fields or its repeat. */
function belongsTo(page: PageDefinition, pointer: string): boolean {
  const first = pointer.split('/')[1] ?? '';
  return page.repeat ? first === page.repeat.id : page.fields.some((field) => field.id === first);
}

function hasFault({ definition, evaluation }: FormState, id: string): boolean {
  const page = pageById(definition, id);
  return page !== undefined && evaluation.faults.some((fault) => belongsTo(page, fault.pointer));
}

/** Pages on the path with a fault, or that the person has not confirmed yet: one of known values only is shown once, too. */
function openPages(state: FormState): string[] {
  const { draft, evaluation } = state;
  return evaluation.path.filter((id) => !draft.visited.includes(id) || hasFault(state, id));
}

/** Where to go on: the first open page; then the summary. */
export function nextAddress(state: FormState): string {
  const [open] = openPages(state);
  return open === undefined ? `${state.base}/pruefen` : `${state.base}/${open}`;
}

/** As `nextAddress`, for who was further already: a page that was confirmed before says what has become wrong since. */
export function againAddress(state: FormState): string {
  const next = nextAddress(state);
  return next.endsWith('/pruefen') ? next : `${next}?pruefen=1`;
}

export interface Missing {
  /** Fields without a valid answer; a list with too few entries counts as one. */
  fields: number;
  /** Answers still to come may bring more. */
  atLeast: boolean;
  /** Pages on which something is missing; where nothing is, those to read through. In their order. */
  pages: string[];
}

export function missingIn(state: FormState): Missing {
  const { definition, evaluation } = state;
  const pages = openPages(state);
  const fields = new Set(
    evaluation.faults.map(({ pointer }) => {
      const [first = '', index, field] = pointer.split('/').slice(1);
      const repeated = definition.pages.some((page) => page.repeat?.id === first);
      return repeated && field !== undefined ? `${first}/${index}/${field}` : first;
    }),
  );
  const [open] = pages;
  return {
    fields: fields.size,
    atLeast: open !== undefined && progress(definition, evaluation, open).mayGrow,
    pages: fields.size === 0 ? pages : pages.filter((id) => hasFault(state, id)),
  };
}
