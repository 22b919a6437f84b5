// To whom letters and bills of a case go: the address that a register knows of the person or company, else the first that the form asks for.
import type { ServiceDefinition } from '../../../engine/index.ts';
import type { Matter } from '../queries/load-matter.ts';

export interface PostalAddress {
  street: string;
  houseNumber: string;
  postalCode: string;
  town: string;
}

const isAddress = (value: unknown): value is PostalAddress =>
  typeof value === 'object' && value !== null && 'street' in value && 'postalCode' in value;

/** Undefined where nobody has asked for one. */
export function addressOf(
  definition: ServiceDefinition,
  { answers }: Pick<Matter, 'answers'>,
): PostalAddress | undefined {
  const fields = definition.pages
    .filter((page) => page.repeat === undefined)
    .flatMap((page) => page.fields)
    .filter((field) => isAddress(answers[field.id]));
  const own = fields.find((field) => field.source?.endsWith('.address')) ?? fields[0];
  const address = own && answers[own.id];
  return isAddress(address) ? address : undefined;
}
