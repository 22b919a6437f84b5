// The places of the canton by postal code, as its municipalities have them.
import type { App } from '../../../kernel/app.ts';

/** Names of the place with the postal code, the official one first; empty outside of the canton. */
export function placesOf(app: App, postalCode: string): string[] {
  return app.canton.municipalities.flatMap((each) =>
    each.postalCodes.includes(postalCode) ? [each.name, ...(each.otherNames ?? [])] : [],
  );
}
