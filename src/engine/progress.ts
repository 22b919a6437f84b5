// Where someone stands in a form: honest progress, and the state of each page.
import { compileService } from './definition/compiled-service.ts';
import type { ServiceDocument } from './definition/schema.ts';
import type { Evaluation } from './evaluate/evaluation.ts';

export interface Progress {
  /** Counted from 1 along the path; 0 when the page is not on it. */
  number: number;
  /** Questions on the path as the answers are now. */
  of: number;
  /** Whether answers still to come may add pages: say so beside the figure. */
  mayGrow: boolean;
}

/** «Frage 3 von 5», and whether it may become more. */
export function progress(
  service: ServiceDocument,
  evaluation: Pick<Evaluation, 'path'>,
  pageId: string,
): Progress {
  const { pages } = compileService(service);
  const here = pages.findIndex((page) => page.definition.id === pageId);
  const mayGrow = pages
    .slice(here + 1)
    .some(
      (page) =>
        !evaluation.path.includes(page.definition.id) && !decidedBefore(service, page.definition.id, here),
    );
  return { number: evaluation.path.indexOf(pageId) + 1, of: evaluation.path.length, mayGrow };
}

/** Whether all that the page's condition depends on was asked before the page at index `here`: then it can't come any more. */
function decidedBefore(service: ServiceDocument, pageId: string, here: number): boolean {
  const { pages } = compileService(service);
  const page = pages.find((each) => each.definition.id === pageId);
  const asked = new Set(
    pages
      .slice(0, Math.max(0, here))
      .flatMap(({ definition }) =>
        definition.repeat ? [definition.repeat.id] : definition.fields.map((field) => field.id),
      ),
  );
  const conditions = page?.when ? [page.when] : (page?.fields ?? []).flatMap((field) => field.when ?? []);
  return conditions.every((condition) => condition.uses.every((name) => name === 'today' || asked.has(name)));
}

export interface PageState {
  id: string;
  /** `open`: on the path, not yet gone through without fault. */
  status: 'done' | 'open' | 'off-path';
  /** Whether it may be visited: every page before it on the path is done. */
  reachable: boolean;
}

/** State of every page of the definition, for navigation: nobody jumps over a page that has faults. */
export function pageState(
  service: ServiceDocument,
  evaluation: Pick<Evaluation, 'path' | 'next'>,
): PageState[] {
  const open = evaluation.next === null ? evaluation.path.length : evaluation.path.indexOf(evaluation.next);
  return service.pages.map(({ id }) => {
    const index = evaluation.path.indexOf(id);
    if (index < 0) return { id, status: 'off-path', reachable: false };
    return { id, status: index < open ? 'done' : 'open', reachable: index <= open };
  });
}
