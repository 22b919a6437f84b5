// How surely one must have signed in for what is no service: the canton says it in sign-in.yaml (`levels`); services say it themselves.
import { isAssured, type Actor, type Assurance } from '../../kernel/actor.ts';
import type { App } from '../../kernel/app.ts';
import { Fault } from '../../kernel/errors.ts';
import type { Language } from '../../kernel/i18n/texts.ts';
import { levelFor, type LevelledTask } from './canton-sign-in.ts';
import { identityTexts } from './identity-texts.ts';

/** «substanziell» */
export const levelName = (level: Assurance, language: Language): string =>
  identityTexts(language)(`level.${level}`);

/** «Nötig ist die Stufe substanziell … Sie sind mit der Stufe niedrig angemeldet», or that the mandate was given with a lower one. */
export function levelText(actor: Actor, needed: Assurance, language: Language): string {
  const t = identityTexts(language);
  if (actor.kind !== 'person') return t('level.needed', { needed: t(`level.${needed}`) });
  const ceiling = actor.acting?.ceiling;
  if (ceiling !== undefined && !isAssured(ceiling, needed))
    return t('level.mandate', {
      needed: t(`level.${needed}`),
      given: t(`level.${ceiling}`),
      name: actor.name,
    });
  return t('level.levels', { needed: t(`level.${needed}`), present: t(`level.${actor.assurance}`) });
}

/** The level that is missing; undefined: they are sure enough. Staff have their own provider, and are not asked here. */
export function missingLevel(app: App, actor: Actor, task: LevelledTask): Assurance | undefined {
  const needed = levelFor(app, task);
  return actor.kind !== 'person' || isAssured(actor.assurance, needed) ? undefined : needed;
}

/** @throws Fault ASSURANCE_TOO_LOW, which names the level needed and the one there is */
export function requireLevel(app: App, actor: Actor, task: LevelledTask, language: Language): void {
  const needed = missingLevel(app, actor, task);
  if (needed === undefined) return;
  throw new Fault('ASSURANCE_TOO_LOW', { detail: levelText(actor, needed, language) });
}
