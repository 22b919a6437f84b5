// How surely someone must have signed in for a service: its definition says, and nothing of it is shown or sent below that.
import type { ServiceDefinition } from '../../engine/index.ts';
import { isAssured, type PersonActor } from '../../kernel/actor.ts';
import { Fault } from '../../kernel/errors.ts';
import type { Language } from '../../kernel/i18n/texts.ts';
import { intakeTexts } from './intake-texts.ts';

/** Whether the person's sign-in is too weak for the service. */
export function isTooWeak(definition: ServiceDefinition, actor: PersonActor): boolean {
  return !isAssured(actor.assurance, definition.identity.assurance);
}

/** @throws Fault ASSURANCE_TOO_LOW that names the level needed and the one there is */
export function requireAssurance(
  definition: ServiceDefinition,
  actor: PersonActor,
  language: Language,
): void {
  if (!isTooWeak(definition, actor)) return;
  throw new Fault('ASSURANCE_TOO_LOW', { detail: assuranceText(definition, actor, language) });
}

/** «Nötig ist die Stufe substanziell … Sie sind mit der Stufe niedrig angemeldet.» */
export function assuranceText(definition: ServiceDefinition, actor: PersonActor, language: Language): string {
  const t = intakeTexts(language);
  return t('assurance.levels', {
    needed: t(`assurance.${definition.identity.assurance}`),
    present: t(`assurance.${actor.assurance}`),
  });
}
