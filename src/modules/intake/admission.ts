// Whom a service admits: its definition says how surely one must have signed in and for whom one acts; nothing is shown or sent otherwise.
import type { ServiceDefinition } from '../../engine/index.ts';
import { covers } from '../../kernel/acting.ts';
import { isAssured, type PersonActor } from '../../kernel/actor.ts';
import { Fault } from '../../kernel/errors.ts';
import type { Language } from '../../kernel/i18n/texts.ts';
import { levelText } from '../identity/index.ts';

type Refusal =
  'ACTING_NOT_ALLOWED' | 'ACTING_OUTSIDE_MANDATE' | 'COMPANY_SIGNATURE_NEEDED' | 'ASSURANCE_TOO_LOW';

/**
 * Whether the account acts for anyone for whom the service is. For another person (`person`) anyone may begin: what
 * proves the mandate is asked by the form itself.
 */
function mayAct({ identity: { actFor } }: ServiceDefinition, actor: PersonActor): boolean {
  return actFor.includes('self') || actFor.includes('person') || actor.organisationId !== undefined;
}

/** Why the service does not admit the person as signed in; undefined when it does. */
export function refusalOf(definition: ServiceDefinition, actor: PersonActor): Refusal | undefined {
  if (actor.acting ? !covers(actor, { serviceId: definition.id }) : !mayAct(definition, actor))
    return actor.acting ? 'ACTING_OUTSIDE_MANDATE' : 'ACTING_NOT_ALLOWED';
  // An account that only belongs to a company binds it to nothing: whoever signs for it acts for it (`/vertretung`).
  if (definition.identity.companySignature && !actor.acting && actor.organisationId !== undefined)
    return 'COMPANY_SIGNATURE_NEEDED';
  return isAssured(actor.assurance, definition.identity.assurance) ? undefined : 'ASSURANCE_TOO_LOW';
}

/** @throws Fault ACTING_NOT_ALLOWED, ACTING_OUTSIDE_MANDATE, COMPANY_SIGNATURE_NEEDED; ASSURANCE_TOO_LOW, which names the level needed and the one there is */
export function requireAdmission(
  definition: ServiceDefinition,
  actor: PersonActor,
  language: Language,
): void {
  const refusal = refusalOf(definition, actor);
  if (refusal === undefined) return;
  throw new Fault(
    refusal,
    refusal === 'ASSURANCE_TOO_LOW'
      ? { detail: levelText(actor, definition.identity.assurance, language) }
      : {},
  );
}

/** For someone who is there in person: how they signed in does not matter. @throws Fault ACTING_NOT_ALLOWED */
export function requireActing(definition: ServiceDefinition, actor: PersonActor): void {
  if (!mayAct(definition, actor)) throw new Fault('ACTING_NOT_ALLOWED');
}
