// /vertretung/schalter/widerruf: staff revoke for somebody who does not go online what they gave to another person.
import {
  AhvField,
  Button,
  Buttons,
  ErrorSummary,
  Form,
  Notice,
  Top,
  Wrap,
  uiLabels,
} from '../../../ui/index.ts';
import { Fault } from '../../../kernel/errors.ts';
import { faultText } from '../../../kernel/http/fault-text.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { typedAhv } from '../../catalogue/index.ts';
import { revokeAtCounter } from '../actions/revoke-at-counter.ts';
import { mandatesTexts } from '../mandates-texts.ts';
import { recordPaper } from '../permissions.ts';

const address = '/vertretung/schalter/widerruf';

interface View {
  giver: string;
  mandatary: string;
  messages: Partial<Record<'giver' | 'mandatary', string>>;
  /** How many were revoked; undefined before. */
  revoked?: number;
}

function typed(body: unknown): Pick<View, 'giver' | 'mandatary'> {
  const fields = (body ?? {}) as Record<string, unknown>;
  const text = (name: string) => {
    const value = fields[name];
    return typeof value === 'string' ? value.trim().slice(0, 100) : '';
  };
  return { giver: text('giver'), mandatary: text('mandatary') };
}

async function postRevocation(request: Request): Promise<Reply> {
  const { app, actor, language } = request;
  if (actor.kind !== 'staff') throw new Fault('FORBIDDEN');
  const t = mandatesTexts(language);
  const values = typed(request.body);
  const [giver, mandatary] = [typedAhv(app, values.giver), typedAhv(app, values.mandatary)];
  if (giver === undefined || mandatary === undefined) {
    const messages = {
      ...(giver === undefined ? { giver: t('record.ahvWrong') } : {}),
      ...(mandatary === undefined ? { mandatary: t('record.ahvWrong') } : {}),
    };
    return formPage(request, { ...values, messages });
  }
  try {
    const revoked = await revokeAtCounter(app, actor, { giver, mandatary, language });
    return formPage(request, { ...(revoked > 0 ? typed({}) : values), messages: {}, revoked });
  } catch (error) {
    if (!(error instanceof Fault) || !['RESIDENT_UNKNOWN', 'OWN_MATTER'].includes(error.code)) throw error;
    const who = error.params['who'] === 'giver' ? 'giver' : 'mandatary';
    return formPage(request, { ...values, messages: { [who]: faultText(app, language, error.code) } });
  }
}

function formPage(request: Request, view: View): Reply {
  const { language } = request;
  const t = mandatesTexts(language);
  const labels = uiLabels(language);
  const errors = Object.entries(view.messages).map(([fieldId, message]) => ({ fieldId, message }));
  return page(request, {
    title: t('revoke.title'),
    status: errors.length > 0 ? 422 : 200,
    hasErrors: errors.length > 0,
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={t('revoke.title')}
          lead={t('revoke.lead')}
          crumbs={[
            { label: t('record.counter'), href: '/schalter' },
            { label: t('record.title'), href: '/vertretung/schalter' },
          ]}
          tight
        />
        {view.revoked === undefined ? null : (
          <Notice
            tone={view.revoked > 0 ? 'success' : 'warning'}
            title={t(view.revoked > 0 ? 'revoke.done' : 'revoke.none')}
            role="status"
          />
        )}
        <Form action={address} hidden={{ _csrf: request.csrf }}>
          <ErrorSummary labels={labels} errors={errors} />
          <AhvField
            labels={labels}
            id="giver"
            name="giver"
            label={t('record.giver')}
            error={view.messages.giver}
            value={view.giver}
          />
          <AhvField
            labels={labels}
            id="mandatary"
            name="mandatary"
            label={t('record.mandatary')}
            error={view.messages.mandatary}
            value={view.mandatary}
          />
          <Buttons>
            <Button>{t('action.revoke')}</Button>
            <Button variant="secondary" href="/schalter">
              {t('give.cancel')}
            </Button>
          </Buttons>
        </Form>
      </Wrap>
    ),
  });
}

export const revokeRoutes: Route[] = [
  {
    method: 'GET',
    url: address,
    may: recordPaper,
    kind: 'page',
    summary: 'The form with which staff revoke a mandate for somebody at the counter',
    handle: (request) => formPage(request, { ...typed(request.parked), messages: {} }),
  },
  {
    method: 'POST',
    url: address,
    may: recordPaper,
    kind: 'form',
    summary: 'Revokes all mandates that one person has given to another',
    handle: postRevocation,
  },
];
