// What people read for an error code, in their language.
import type { App } from '../app.ts';
import type { Language } from '../i18n/texts.ts';
import { kernelTexts } from '../texts/kernel-texts.ts';

/** The sentence for a code: from the kernel or the module that defined it. */
export function faultText(app: Pick<App, 'modules'>, language: Language, code: string): string {
  const own = kernelTexts(language);
  for (const module of app.modules) {
    const text = module.errorText?.(language, code);
    if (text !== undefined) return text;
  }
  return own(`error.${code}` as Parameters<typeof own>[0]);
}
