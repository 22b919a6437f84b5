// Two ways to sign in: the identity provider, and the E-ID. Shown where both exist.
import type { VNode } from 'preact';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request } from '../../../kernel/http/route.ts';
import { Band, Button, Buttons, Prose, Top, uiLabels, Wrap } from '../../../ui/index.ts';
import { eidOf } from '../eid/connection.ts';
import { identityTexts } from '../identity-texts.ts';
import { EidForm } from './eid-form.tsx';
import { eidWords } from './eid-words.tsx';

/** @param returnTo path of ours; empty for none */
export function waysPage(request: Request, returnTo: string): Reply {
  const { language, query } = request;
  const t = identityTexts(language);
  const provider = new URLSearchParams({
    dienst: '1',
    ...(returnTo === '' ? {} : { weiter: returnTo }),
    ...(query['stufe'] === undefined ? {} : { stufe: query['stufe'] }),
  });
  return page(request, {
    title: t('ways.title'),
    content: (
      <Wrap>
        <Top labels={uiLabels(language)} title={t('ways.title')} lead={t('ways.lead')} />
        <Band id="dienst" title={t('ways.provider')}>
          <Prose>
            <p>{t('ways.providerText')}</p>
          </Prose>
          <Buttons>
            <Button href={`/anmelden?${provider.toString()}`}>{t('ways.providerDo')}</Button>
          </Buttons>
        </Band>
        <EidWay request={request} returnTo={returnTo} text={t('ways.eidText')} last />
      </Wrap>
    ),
  });
}

export interface EidWayProps {
  request: Request;
  returnTo: string;
  text: string;
  last?: boolean;
}

/** The E-ID as a band of its own; nothing where there is none. */
export function EidWay({ request, returnTo, text, last }: EidWayProps): VNode | null {
  if (!eidOf(request.app)) return null;
  return (
    <Band id="eid" title={eidWords(identityTexts(request.language)('ways.eid'))} last={last}>
      <Prose>
        <p>{text}</p>
      </Prose>
      <EidForm request={request} returnTo={returnTo} />
    </Band>
  );
}
