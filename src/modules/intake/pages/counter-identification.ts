// How a clerk knows who it is: it stands with the case as evidence, so it is never assumed for them.
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { FormError } from '../../../ui/index.ts';
import { intakeTexts } from '../intake-texts.ts';

/** What is looked at: nobody shows it on the telephone. */
const seen: ReadonlySet<string | undefined> = new Set(['document', 'signature']);

/** @param isKnown the person was found, so that saying it opens the register */
export function identificationErrors(
  language: Language,
  { channel, identification }: Record<string, string>,
  isKnown: boolean,
): FormError[] {
  const t = intakeTexts(language);
  if (isKnown && identification === undefined)
    return [{ fieldId: 'identification', message: t('counter.identificationMissing') }];
  if (channel === 'phone' && seen.has(identification))
    return [{ fieldId: 'identification', message: t('counter.identificationByPhone') }];
  return [];
}
