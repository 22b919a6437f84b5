// Which way to sign in: the identity provider, the E-ID, the provider of staff. Shown where there is more than one.
import type { VNode } from 'preact';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request } from '../../../kernel/http/route.ts';
import { Band, Button, Buttons, Prose, Top, uiLabels, Wrap } from '../../../ui/index.ts';
import type { ProviderKey } from '../canton-sign-in.ts';
import { eidOf } from '../eid/connection.ts';
import { providers } from '../provider-connection.ts';
import { identityTexts } from '../identity-texts.ts';
import { EidForm } from './eid-form.tsx';
import { eidWords } from './eid-words.tsx';

/** @param returnTo path of ours; empty for none */
export function waysPage(request: Request, returnTo: string): Reply {
  const { language, query } = request;
  const t = identityTexts(language);
  const way = (dienst: ProviderKey) =>
    `/anmelden?${new URLSearchParams({
      dienst,
      ...(returnTo === '' ? {} : { weiter: returnTo }),
      ...(query['stufe'] === undefined ? {} : { stufe: query['stufe'] }),
    }).toString()}`;
  const staff = providers(request.app).includes('staff');
  const eid = eidOf(request.app) !== undefined;
  return page(request, {
    title: t('ways.title'),
    content: (
      <Wrap>
        <Top labels={uiLabels(language)} title={t('ways.title')} lead={t('ways.lead')} />
        <Band id="dienst" title={t('ways.provider')} last={!staff && !eid}>
          <Prose>
            <p>{t('ways.providerText')}</p>
          </Prose>
          <Buttons>
            <Button href={way('public')}>{t('ways.providerDo')}</Button>
          </Buttons>
        </Band>
        <EidWay request={request} returnTo={returnTo} text={t('ways.eidText')} last={!staff} />
        {staff ? (
          <Band id="verwaltung" title={t('ways.staff')} last>
            <Prose>
              <p>{t('ways.staffText')}</p>
            </Prose>
            <Buttons>
              <Button variant="secondary" href={way('staff')}>
                {t('ways.staffDo')}
              </Button>
            </Buttons>
          </Band>
        ) : null}
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
        <p>{eidWords(text)}</p>
      </Prose>
      <EidForm request={request} returnTo={returnTo} />
    </Band>
  );
}
