// Which pages a visitor looks at: written down, so that a page nobody looks at is found without a browser.
import type { Page } from 'playwright-core';
import type { TestProgram } from '../../support/test-program.ts';

/** A page at an address that has to be made up first, or that has a query. */
export interface Look {
  /** The route, `/faelle/:ref`. */
  kind: string;
  at: (program: TestProgram) => Promise<string> | string;
}

export interface Visit {
  who: string;
  /** Where the sign-in leads; absent for those who don't sign in. */
  first?: string;
  /** What has to happen before the pages exist. */
  before?: (page: Page, program: TestProgram) => Promise<void>;
  /** Routes without parameters as they are. */
  pages: readonly (string | Look)[];
}

/** A page of a route with parameters. */
export const look = (kind: string, at: string | Look['at']): Look => ({
  kind,
  at: typeof at === 'string' ? () => at : at,
});

export const kindOf = (page: string | Look): string => (typeof page === 'string' ? page : page.kind);

/** Whether the address is one of the route, by its path alone. */
export function fitsKind(kind: string, address: string): boolean {
  const [path = ''] = address.split('?');
  if (kind === '*') return true;
  return new RegExp(`^${kind.replace(/:[a-zA-Z]+/g, '[^/]+')}$`).test(path);
}
