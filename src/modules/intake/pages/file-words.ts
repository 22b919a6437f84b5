// Which files a field takes, as the end of the keys of the texts that say so.
import type { FieldDefinition } from '../../../engine/index.ts';

/** `''` where a PDF and a picture will do, and where nothing is said. */
export function filesTaken(field: FieldDefinition | undefined): '' | '.pdf' | '.image' {
  const [only, ...others] = field?.accept ?? [];
  return only === undefined || others.length > 0 ? '' : `.${only}`;
}
