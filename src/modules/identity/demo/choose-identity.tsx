// The demonstration's sign-in page: choose who to be. No password, since nobody here exists.
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { Fault } from '../../../kernel/errors.ts';
import { everyone } from '../../../kernel/permission.ts';
import { Button, Form, Top, uiLabels, Wrap } from '../../../ui/index.ts';
import { mappingOf } from '../canton-sign-in.ts';
import { identityTexts } from '../identity-texts.ts';
import { EidWay } from '../pages/sign-in-ways.tsx';
import { demoIdentity } from './identities.ts';
import { IdentityList } from './identity-list.tsx';
import { openChoice } from './open-choice.ts';
import { choicePath } from './provider.ts';

async function show(request: Request): Promise<Reply> {
  const { returnTo } = await openChoice(request);
  const { app, language } = request;
  const t = identityTexts(language);
  return page(request, {
    title: t('choose.title'),
    content: (
      <Wrap>
        <Top labels={uiLabels(language)} title={t('choose.title')} lead={t('choose.lead')}>
          <Form id="wahl" action={request.path} hidden={{ _csrf: request.csrf }} plain>
            <Button name="cancel" value="yes" variant="secondary">
              {t('choose.cancel')}
            </Button>
          </Form>
        </Top>
        <EidWay request={request} returnTo={await returnTo()} text={t('ways.eidDemo')} />
        <IdentityList
          app={app}
          language={language}
          last
          act={(identity) => (
            <Button
              form="wahl"
              name="identity"
              value={identity.id}
              variant="secondary"
              hidden={t('choose.as', { name: identity.name })}
            >
              {t('choose.do')}
            </Button>
          )}
        />
      </Wrap>
    ),
  });
}

async function choose(request: Request): Promise<Reply> {
  const fields = request.body as Record<string, unknown>;
  const choice = await openChoice(request);
  if (fields['cancel'] !== undefined) {
    return seeOther(
      await choice.finish({ error: 'access_denied', error_description: 'The person stopped the sign-in.' }),
    );
  }
  const chosen = fields['identity'];
  const identity = typeof chosen === 'string' ? demoIdentity(request.app, chosen) : undefined;
  if (!identity) throw new Fault('DEMO_IDENTITY_UNKNOWN');
  const login = {
    accountId: identity.id,
    acr: mappingOf(request.app, 'public').assurance[identity.assurance][0],
    remember: false,
  };
  return seeOther(await choice.finish({ login }));
}

export const chooseIdentityRoutes: Route[] = [
  {
    method: 'GET',
    url: `${choicePath}/:uid`,
    may: everyone,
    kind: 'page',
    summary: 'Choose an invented identity to sign in as',
    demoOnly: true,
    handle: show,
  },
  {
    method: 'POST',
    url: `${choicePath}/:uid`,
    may: everyone,
    kind: 'form',
    summary: 'Signs in as the chosen identity, or stops',
    demoOnly: true,
    handle: choose,
  },
];
