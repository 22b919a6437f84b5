// What the simulated wallet shows: its credentials, who asks for what, and what came of it. Each page says that it is a simulation.
import type { VNode } from 'preact';
import { page } from '../../../../kernel/http/page.tsx';
import type { Reply, Request } from '../../../../kernel/http/route.ts';
import type { Language } from '../../../../kernel/i18n/texts.ts';
import {
  Band,
  Button,
  Buttons,
  Facts,
  Form,
  formatDate,
  Prose,
  Rows,
  State,
  Top,
  uiLabels,
  Wrap,
} from '../../../../ui/index.ts';
import { errorText } from '../../identity-texts.ts';
import { eidWords } from '../../pages/eid-words.tsx';
import { walletPath } from '../eid/simulated-eid.ts';
import type { CheckedRequest, Localized } from './read-request.ts';
import type { StoredCredential } from './wallet-store.ts';
import de from './texts/de.json' with { type: 'json' };
import { walletTexts } from './wallet-texts.ts';

const tones = { valid: 'success', revoked: 'danger', expired: 'warning' } as const;

function Frame({
  language,
  title,
  lead,
  children,
}: {
  language: Language;
  title: string;
  lead: string;
  children: VNode | (VNode | null)[];
}) {
  const t = walletTexts(language);
  return (
    <Wrap>
      <Top
        labels={uiLabels(language)}
        title={eidWords(title)}
        lead={eidWords(lead)}
        crumbs={title === t('name') ? [] : [{ label: t('name'), href: walletPath }]}
      />
      <Band id="simulation" title={t('simulation')}>
        <Prose>
          <p>{t('simulationText')}</p>
        </Prose>
      </Band>
      {children}
    </Wrap>
  );
}

export function homePage(request: Request, credentials: readonly StoredCredential[]): Reply {
  const t = walletTexts(request.language);
  return page(request, {
    title: t('name'),
    content: (
      <Frame language={request.language} title={t('name')} lead={t('lead')}>
        <Band id="nachweise" title={eidWords(t('credentials'))} note={t('credentialsNote')} last>
          <Rows
            kind="two"
            items={credentials.map((each) => ({
              title: each.name,
              text: t('until', { day: shown(each.claims['expiry_date'], request.language) ?? t('unknown') }),
              act: <State tone={tones[each.state]}>{t(`state.${each.state}`)}</State>,
            }))}
          />
        </Band>
      </Frame>
    ),
  });
}

/** Who asks, by the word of the trust registry; without it there is only the name that the asker gives itself. */
function Asker({ request, asked }: { request: Request; asked: CheckedRequest }) {
  const { language } = request;
  const t = walletTexts(language);
  return (
    <Band id="wer" title={t('who')}>
      <Facts
        items={[
          {
            term: t('asker'),
            value: localized(asked.identity, 'entity_name', language) ?? t('unknown'),
            source: asked.identity ? t('confirmed') : undefined,
          },
          ...(asked.identity?.['is_state_actor'] === true
            ? [{ term: t('kind'), value: t('stateActor') }]
            : []),
          {
            term: t('purpose'),
            value: (
              <>
                {localized(asked.purpose, 'purpose_name', language) ?? t('unknown')}
                <br />
                {localized(asked.purpose, 'purpose_description', language)}
              </>
            ),
            source: asked.purpose ? t('public') : undefined,
          },
        ]}
      />
    </Band>
  );
}

/** First step: whose E-ID. */
export function choosePage(
  request: Request,
  asked: CheckedRequest,
  credentials: readonly StoredCredential[],
): Reply {
  const t = walletTexts(request.language);
  return page(request, {
    title: t('choose'),
    content: (
      <Frame language={request.language} title={t('choose')} lead={t('chooseLead')}>
        <Asker request={request} asked={asked} />
        <Band id="nachweise" title={eidWords(t('credentials'))} last>
          <Rows
            kind="two"
            items={credentials.map((each) => ({
              title: each.name,
              href: `${request.path}?ausweis=${each.id}`,
              hidden: t(`state.${each.state}`),
              act: <State tone={tones[each.state]}>{t(`state.${each.state}`)}</State>,
            }))}
          />
          <Decide request={request} onlyNo />
        </Band>
      </Frame>
    ),
  });
}

/** Second step: exactly what would be sent, and what would not. */
export function consentPage(request: Request, asked: CheckedRequest, chosen: StoredCredential): Reply {
  const t = walletTexts(request.language);
  const names = asked.query.credentials[0].claims.map(({ path }) => path[0]);
  const hidden = Object.keys(chosen.claims).filter((name) => hasLabel(name) && !names.includes(name));
  return page(request, {
    title: t('consent'),
    content: (
      <Frame language={request.language} title={t('consent')} lead={t('consentLead', { name: chosen.name })}>
        <Asker request={request} asked={asked} />
        <Band id="angaben" title={t('sent')}>
          <Facts
            items={names.map((name) => ({
              term: label(name, request.language),
              value: shown(chosen.claims[name], request.language) ?? t('unknown'),
            }))}
          />
        </Band>
        <Band id="bleibt" title={t('stays')} last>
          <Prose>
            <p>{hidden.map((name) => label(name, request.language)).join(', ')}</p>
          </Prose>
          <Decide request={request} chosen={chosen.id} />
        </Band>
      </Frame>
    ),
  });
}

function Decide({ request, chosen, onlyNo }: { request: Request; chosen?: string; onlyNo?: boolean }) {
  const t = walletTexts(request.language);
  return (
    <Form
      action={request.path}
      hidden={{ _csrf: request.csrf, ...(chosen === undefined ? {} : { ausweis: chosen }) }}
      plain
    >
      <Buttons>
        {onlyNo ? null : (
          <Button name="entscheid" value="ja">
            {t('agree')}
          </Button>
        )}
        <Button name="entscheid" value="nein" variant="secondary">
          {t('decline')}
        </Button>
      </Buttons>
    </Form>
  );
}

/** Where the person stands after the answer, when the verifier does not send them on. */
export function resultPage(request: Request): Reply {
  const { language, query } = request;
  const t = walletTexts(language);
  const result =
    (['gesendet', 'abgelehnt'] as const).find((each) => each === query['was']) ?? 'zurueckgewiesen';
  const why = errorText(language, query['code'] ?? '');
  return page(request, {
    title: t(`result.${result}`),
    content: (
      <Frame
        language={language}
        title={t(`result.${result}`)}
        lead={result === 'zurueckgewiesen' && why !== undefined ? why : t(`result.${result}Text`)}
      >
        <Buttons>
          <Button href={walletPath} variant="secondary">
            {t('back')}
          </Button>
        </Buttons>
      </Frame>
    ),
  });
}

const hasLabel = (name: string): name is keyof typeof de & string => `claim.${name}` in de;

function label(name: string, language: Language): string {
  return hasLabel(name) ? walletTexts(language)(`claim.${name}` as keyof typeof de) : name;
}

/** The claim in a language, else as it is (Trust Protocol 2.0, "Localization"). */
function localized(claims: Localized | undefined, name: string, language: Language): string | undefined {
  const value = claims?.[`${name}#${language}`] ?? claims?.[name];
  return typeof value === 'string' ? value : undefined;
}

/** Days in words; everything else as it stands in the credential. */
function shown(value: unknown, language: Language): string | undefined {
  if (typeof value !== 'string') return undefined;
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDate(value, language) : value;
}
