// /vertretung/vollmachten/{id}: one mandate for both of its sides, with what each may do with it now.
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import { Type } from 'typebox';
import {
  Band,
  Button,
  Buttons,
  Facts,
  Form,
  Notice,
  Top,
  Wrap,
  formatDateTime,
  uiLabels,
} from '../../../ui/index.ts';
import { Fault } from '../../../kernel/errors.ts';
import { faultText } from '../../../kernel/http/fault-text.ts';
import { serveFile } from '../../../kernel/files/serve-file.ts';
import { findFile } from '../../../kernel/files/store-file.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { levelName } from '../../identity/index.ts';
import { decideMandate } from '../actions/decide-mandate.ts';
import { mandatesTexts } from '../mandates-texts.ts';
import { manageMandates } from '../permissions.ts';
import { mandateOfChild, partyOf } from '../queries/children.ts';
import { mandateOf } from '../queries/mandates.ts';
import {
  actionsOf,
  mandateActions,
  standingOf,
  type MandateAction,
  type Side,
  type Standing,
} from '../rules.ts';
import { personOf } from './choose.tsx';
import { StandingMark, mandataryText, otherName, periodText, scopeText } from './mandate-words.tsx';

const address = (id: string) => `/vertretung/vollmachten/${id}`;

async function showMandate(request: Request, fault?: Fault): Promise<Reply> {
  const { app, language } = request;
  const id = request.params['id'] ?? '';
  const party = await partyOf(app, personOf(request), id);
  const { mandate, side } = await findMandate(app, party, id);
  const t = mandatesTexts(language);
  const context = { app, language };
  const name = otherName(context, mandate, side);
  const standing = standingOf(mandate, app.clock.today());
  const actions = actionsOf(standing, side);
  const title = t(`one.${side}`, { name });
  return page(request, {
    title,
    status: fault?.status ?? 200,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={title}
          lead={
            mandate.endReason === 'death'
              ? t('about.death')
              : t(aboutWords(standing, side, party), { name, child: mandate.giverName })
          }
          crumbs={[
            { label: t('account'), href: '/konto' },
            { label: t('mandates'), href: '/vertretung/vollmachten' },
          ]}
        />
        {fault ? <Notice tone="warning" title={faultText(app, language, fault.code)} role="status" /> : null}
        <Band id="inhalt-vollmacht" title={t('one.content')} last={actions.length === 0}>
          <Facts
            items={[
              { term: t('one.state'), value: <StandingMark context={context} mandate={mandate} /> },
              {
                term: t('one.from'),
                value:
                  mandate.givenByName === null
                    ? mandate.giverName
                    : t('one.byParent', { child: mandate.giverName, parent: mandate.givenByName }),
              },
              { term: t('one.to'), value: mandataryText(context, mandate) },
              { term: t('one.scope'), value: scopeText(context, mandate) },
              { term: t('one.period'), value: periodText(context, mandate) },
              {
                term: t('one.level'),
                value: t(mandate.assurance === 'low' ? 'one.levelLow' : 'one.levelOf', {
                  level: levelName(mandate.assurance, language),
                }),
              },
              { term: t('one.offered'), value: formatDateTime(mandate.offeredAt, language, 'long') },
              ...(mandate.paperFile === null
                ? []
                : [
                    {
                      term: t('one.paper'),
                      value: <a href={`${address(mandate.id)}/papier`}>{t('one.paperOpen')}</a>,
                    },
                  ]),
              ...(mandate.answeredAt
                ? [
                    {
                      term: t(mandate.state === 'declined' ? 'one.declined' : 'one.accepted'),
                      value: formatDateTime(mandate.answeredAt, language, 'long'),
                    },
                  ]
                : []),
              ...(mandate.endedAt
                ? [{ term: t('one.ended'), value: formatDateTime(mandate.endedAt, language, 'long') }]
                : []),
            ]}
          />
        </Band>
        {actions.length > 0 ? (
          <Band id="entscheiden" title={t('one.act')} last>
            {actions.map((action) => (
              <p key={action}>{t(`explain.${action}`, { name })}</p>
            ))}
            <Form plain action={address(mandate.id)} hidden={{ _csrf: request.csrf }}>
              <Buttons>
                {actions.map((action, index) => (
                  <Button
                    key={action}
                    name="action"
                    value={action}
                    variant={index === 0 && action === 'accept' ? 'primary' : 'secondary'}
                  >
                    {t(`action.${action}`)}
                  </Button>
                ))}
              </Buttons>
            </Form>
          </Band>
        ) : null}
      </Wrap>
    ),
  });
}

function aboutWords(standing: Standing, side: Side, { acting }: PersonActor) {
  if (acting && (standing === 'running' || standing === 'revoked')) return `about.${standing}.child` as const;
  return `about.${standing}.${side}` as const;
}

/** The mandate and the side of whoever asks, or of the child for whom they decide; the look at a child's is logged for it. */
async function findMandate(app: App, party: PersonActor, id: string) {
  const found = party.acting
    ? await mandateOfChild(app, party, id)
    : await ownData(app, party, (db) => mandateOf(db, party, id));
  if (!found) throw new Fault('NOT_FOUND');
  return found;
}

/** The signed paper, for both sides. */
async function showPaper(request: Request): Promise<Reply> {
  const { app, params } = request;
  const id = params['id'] ?? '';
  const party = await partyOf(app, personOf(request), id);
  const { paperFile } = (await findMandate(app, party, id)).mandate;
  const file = paperFile === null ? undefined : await ownData(app, party, (db) => findFile(db, paperFile));
  if (!file) throw new Fault('NOT_FOUND');
  return serveFile(app.db, file);
}

async function postMandate(request: Request): Promise<Reply> {
  const { app, params } = request;
  const id = params['id'] ?? '';
  const { action } = request.body as { action: MandateAction };
  try {
    await decideMandate(app, await partyOf(app, personOf(request), id), id, action);
  } catch (error) {
    if (error instanceof Fault && error.code === 'MANDATE_STATE_CHANGED') return showMandate(request, error);
    throw error;
  }
  return seeOther(address(id));
}

export const mandateRoutes: Route[] = [
  {
    method: 'GET',
    url: `${address(':id')}/papier`,
    may: manageMandates,
    kind: 'file',
    summary: 'The paper with which a mandate was given, for both sides',
    handle: showPaper,
  },
  {
    method: 'GET',
    url: address(':id'),
    may: manageMandates,
    kind: 'page',
    summary: 'One mandate, for whoever gave it and whoever was given it',
    handle: (request) => showMandate(request),
  },
  {
    method: 'POST',
    url: address(':id'),
    may: manageMandates,
    kind: 'form',
    summary: 'Accepts, declines, revokes or gives back a mandate',
    schema: {
      body: Type.Object({ action: Type.Enum([...mandateActions]) }, { additionalProperties: true }),
    },
    handle: postMandate,
  },
];
