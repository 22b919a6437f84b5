// The page that the demonstration's identity provider shows when a request to it makes no sense.
import type { KoaContextWithOIDC } from 'oidc-provider';
import { anonymous } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { asLanguage, negotiateLanguage, type Language } from '../../../kernel/i18n/texts.ts';
import { framed } from '../../../kernel/http/page.tsx';
import { Button, Buttons, Quiet, Top, uiLabels, Wrap } from '../../../ui/index.ts';
import { identityTexts } from '../identity-texts.ts';

export function languageOfContext(context: Pick<KoaContextWithOIDC, 'cookies' | 'get'>): Language {
  return asLanguage(context.cookies.get('lang')) ?? negotiateLanguage(context.get('accept-language'));
}

/** @param out code and description of OAuth 2.0, in English; shown small, for those who debug a client */
export function providerErrorPage(
  app: App,
  language: Language,
  out: { error: string; error_description?: string | undefined },
): string {
  const t = identityTexts(language);
  const { body } = framed(
    { app, actor: anonymous, language, url: '/anmelden' },
    {
      title: t('failed.title'),
      content: (
        <Wrap>
          <Top labels={uiLabels(language)} title={t('failed.title')} lead={t('provider.error')}>
            <Buttons>
              <Button href="/anmelden">{t('failed.again')}</Button>
              <a href="/">{t('home')}</a>
            </Buttons>
          </Top>
          <Quiet>
            {out.error}
            {out.error_description ? `: ${out.error_description}` : null}
          </Quiet>
        </Wrap>
      ),
    },
  );
  return body.toString();
}
