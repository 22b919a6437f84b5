// Fields of a service whose value a register knows, and what rests on the register saying it.
import type { KnownSource, ServiceDefinition } from '../../../engine/index.ts';

/** A field whose value a register may know, and what rests on the register saying it. */
export interface SourcedField {
  id: string;
  source: KnownSource;
  proven: boolean;
  backed: boolean;
}

/** Fields of the definition whose value a register knows. */
export function sourcedFields(definition: ServiceDefinition): SourcedField[] {
  return definition.pages
    .filter((page) => page.repeat === undefined)
    .flatMap((page) => page.fields)
    .flatMap((field) =>
      field.source === undefined
        ? []
        : [
            {
              id: field.id,
              source: field.source,
              proven: field.proven === true,
              backed: field.backed === true,
            },
          ],
    );
}
