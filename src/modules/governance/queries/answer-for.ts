// Who answers for a purpose of the program, and on which laws, in words.
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { unitName } from '../../organisation/index.ts';
import { governanceOf, type Law } from '../governance-config.ts';
import { governanceTexts } from '../governance-texts.ts';

/** The law as people cite it: article, act, number. */
export function citation({ act, article, number }: Law): string {
  return `${article ? `${article} ` : ''}${act}${number ? ` (${number})` : ''}`;
}

/** Unit and laws of a purpose; where both depend on the service that it is about, that is what is said. */
export function answerFor(app: App, language: Language, purpose: string): { owner: string; laws: string[] } {
  const t = governanceTexts(language);
  const entry = governanceOf.of(app).purposes[purpose];
  // The start has checked that there is one.
  if (!entry) throw new Error(`governance.yaml has no purpose ${purpose}`);
  return {
    owner: entry.owner === 'service' ? t('ofService.owner') : unitName(app, entry.owner, language),
    laws: entry.legalBasis === 'service' ? [t('ofService.law')] : entry.legalBasis.map(citation),
  };
}

/** Id of the unit that answers for a purpose; undefined where it depends on the service, and for a purpose that there is not. */
export function ownerOfPurpose(app: App, purpose: string): string | undefined {
  const owner = governanceOf.of(app).purposes[purpose]?.owner;
  return owner === 'service' ? undefined : owner;
}
