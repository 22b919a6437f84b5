// The frame of every mail that is not about a case: greeting, paragraphs, closing, and that nobody reads answers.
import type { App } from '../../kernel/app.ts';
import type { Language } from '../../kernel/i18n/texts.ts';
import { dialogueTexts } from './dialogue-texts.ts';

export function plainMail(app: App, language: Language, name: string, paragraphs: readonly string[]): string {
  const t = dialogueTexts(language);
  const parts = [
    t('mail.hello', { name }),
    ...paragraphs,
    t('mail.closing'),
    [t('mail.automatic'), ...(app.config.mode === 'demo' ? [t('mail.demo')] : [])].join('\n'),
  ];
  return `${parts.join('\n\n')}\n`;
}
