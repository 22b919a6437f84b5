// Where someone stands in a form: honest progress, and the state of each page.
import { compileService, type CompiledPage } from './definition/compiled-service.ts';
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
  const mayGrow = pages.some(
    ({ definition: { id } }, index) =>
      index > here && !evaluation.path.includes(id) && !isDecided(pages, index, here),
  );
  return { number: evaluation.path.indexOf(pageId) + 1, of: evaluation.path.length, mayGrow };
}

/** Whether all that the page's condition depends on was asked before the page at `here`: then it can't come any more. */
function isDecided(pages: readonly CompiledPage[], index: number, here: number): boolean {
  const page = pages[index];
  if (!page) return true;
  const asked = new Set(
    pages
      .slice(0, Math.max(0, here))
      .flatMap(({ definition: { repeat, fields } }) => (repeat ? [repeat.id] : fields.map(({ id }) => id))),
  );
  const conditions = page.when ? [page.when] : page.fields.flatMap((field) => field.when ?? []);
  return conditions.every(
    (condition) =>
      condition.uses.every((name) => name === 'today' || name === 'pages' || asked.has(name)) &&
      // Pages are known only by those before them, so this ends.
      condition.pages.every((id) => {
        const other = pages.findIndex((each) => each.definition.id === id);
        return other <= here || (other < index && isDecided(pages, other, here));
      }),
  );
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
