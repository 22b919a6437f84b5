// The frame of every mail: greeting, paragraphs, closing, and that nobody reads answers. One place, so that all say it alike.
import type { App } from '../app.ts';
import type { Language } from '../i18n/texts.ts';
import { kernelTexts } from '../texts/kernel-texts.ts';

/** @param name undefined: of somebody who has no account yet */
export function mailGreeting(language: Language, name: string | undefined): string {
  const t = kernelTexts(language);
  return name === undefined ? t('mail.helloUnknown') : t('mail.hello', { name });
}

/** @param paragraphs with the greeting. @param signedBy the unit, where one answers for it */
export function mailText(
  app: App,
  language: Language,
  paragraphs: readonly string[],
  signedBy?: string,
): string {
  const t = kernelTexts(language);
  const parts = [
    ...paragraphs,
    [t('mail.closing'), ...(signedBy === undefined ? [] : [signedBy])].join('\n'),
    [t('mail.automatic'), ...(app.config.mode === 'demo' ? [t('mail.demo')] : [])].join('\n'),
  ];
  return `${parts.join('\n\n')}\n`;
}
