// Bands that modules further down add to the page of a case; cases themselves know none of these modules.
import type { VNode } from 'preact';
import { perApp, type App } from '../../../kernel/app.ts';
import type { Request } from '../../../kernel/http/route.ts';

/** For whoever may open the case: its owner, those who act for them, or staff; null where there is nothing to say. */
export type CaseBand = (request: Request, ref: string) => Promise<VNode | null>;

export const caseBands = perApp<CaseBand[]>('The bands of cases');

/** Called when a module starts. What a band reads, it logs itself. */
export function addCaseBand(app: App, band: CaseBand): void {
  caseBands.of(app).push(band);
}

export const bandsOfCase = (request: Request, ref: string): Promise<(VNode | null)[]> =>
  Promise.all(caseBands.of(request.app).map((band) => band(request, ref)));
