// In place of a form that does not admit someone as they are signed in: what is needed, why, and the ways there; the E-ID is the short one.
import { Button, Buttons, Prose, Top, Wrap, uiLabels } from '../../../ui/index.ts';
import type { ServiceDefinition } from '../../../engine/index.ts';
import { actingRules } from '../../../kernel/acting.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import { faultText } from '../../../kernel/http/fault-text.ts';
import { page } from '../../../kernel/http/page.tsx';
import { parkFields } from '../../../kernel/http/parked-form.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { serviceById, serviceTitle } from '../../catalogue/index.ts';
import { isOpen, standingOf } from '../../governance/index.ts';
import { stepUpPage } from '../../identity/index.ts';
import { unitName } from '../../organisation/index.ts';
import { refusalOf } from '../admission.ts';
import { intakeTexts } from '../intake-texts.ts';
import { signingNeeded } from './signing-needed.tsx';

/** The same route, closed to people whom the service in the address does not admit, and to all while its purpose is closed. */
export function admitting(route: Route): Route {
  return { ...route, handle: async (request) => (await refused(request)) ?? route.handle(request) };
}

async function refused(request: Request): Promise<Reply | undefined> {
  const { app, actor, language } = request;
  const definition = serviceById(app, request.params['id'] ?? '');
  if (!definition) return undefined;
  // What was begun can always be discarded.
  if (!request.path.endsWith('/verwerfen') && !isOpen(await standingOf(app, app.db, definition)))
    return closedPurpose(request, definition);
  if (actor.kind !== 'person') return undefined;
  const refusal = refusalOf(definition, actor);
  if (refusal === undefined) return undefined;
  if (refusal === 'ACTING_OUTSIDE_MANDATE') return outsideMandate(request, definition, actor);
  if (refusal === 'COMPANY_SIGNATURE_NEEDED') return signingNeeded(request, definition, actor);
  const t = intakeTexts(language);
  const crumb = { label: serviceTitle(app, definition.id, language), href: `/leistungen/${definition.id}` };
  const unit = unitName(app, definition.owner, language);
  const owner = (
    <Button variant="secondary" href={`/stellen/${definition.owner}`}>
      {unit}
    </Button>
  );
  if (refusal === 'ASSURANCE_TOO_LOW')
    return stepUpPage(request, actor, {
      needed: definition.identity.assurance,
      title: t('assurance.title'),
      crumb,
      help: t('assurance.help', { unit }),
      beside: owner,
      serviceId: definition.id,
    });
  const typed = request.method === 'POST' ? (request.body as Record<string, unknown>) : request.parked;
  const back = encodeURIComponent(request.path);
  return page(request, {
    title: t('acting.title'),
    status: 403,
    ...(typed ? { cookies: [await parkFields(app, request.path, typed, actor.acting && actor.id)] } : {}),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('acting.title')}
          lead={t('acting.why')}
          crumbs={[crumb]}
          tight
        />
        <div class="errorpage stack">
          <Prose>
            <p>{t('acting.who', { name: actor.name })}</p>
            {typed ? <p>{t('assurance.kept')}</p> : null}
            <p>{t('acting.help', { unit })}</p>
          </Prose>
          <Buttons>
            <Button
              variant="primary"
              href={`/anmelden?weiter=${back}&stufe=${definition.identity.assurance}`}
            >
              {t('acting.signIn')}
            </Button>
            {owner}
          </Buttons>
          <p class="small quiet">
            {uiLabels(language).error.label} 403, {refusal}.
          </p>
        </div>
      </Wrap>
    ),
  });
}

/** A risky purpose that the data protection officer has not approved: why, and where to go on. */
async function closedPurpose(request: Request, definition: ServiceDefinition): Promise<Reply> {
  const { app, actor, language } = request;
  const t = intakeTexts(language);
  const typed = request.method === 'POST' ? (request.body as Record<string, unknown>) : request.parked;
  const acting = actor.kind === 'person' && actor.acting ? actor.id : undefined;
  return page(request, {
    title: t('closed.title'),
    status: 403,
    ...(typed ? { cookies: [await parkFields(app, request.path, typed, acting)] } : {}),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('closed.title')}
          lead={faultText(app, language, 'PURPOSE_CLOSED')}
          crumbs={[
            { label: serviceTitle(app, definition.id, language), href: `/leistungen/${definition.id}` },
          ]}
          tight
        />
        <div class="errorpage stack">
          <Buttons>
            <Button href={`/stellen/${definition.owner}`}>{unitName(app, definition.owner, language)}</Button>
          </Buttons>
          <p class="small quiet">{uiLabels(language).error.label} 403, PURPOSE_CLOSED.</p>
        </div>
      </Wrap>
    ),
  });
}

/** The mandate or guardianship is for other services, or this one lets nobody act for others: who may, and where to go on. */
function outsideMandate(request: Request, definition: ServiceDefinition, actor: PersonActor): Reply {
  const { app, language } = request;
  const t = intakeTexts(language);
  const byLaw = actor.acting?.byLaw;
  const whom = byLaw?.kind === 'signatory' ? 'organisation' : 'person';
  const open = definition.identity.actFor.includes(whom);
  const scope = byLaw ? 'outside.guardian' : 'outside.scope';
  const service = whom === 'organisation' ? 'outside.company' : 'outside.service';
  return page(request, {
    title: t('outside.title'),
    status: 403,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('outside.title')}
          lead={t(open ? scope : service, { name: actor.name })}
          crumbs={[
            { label: serviceTitle(app, definition.id, language), href: `/leistungen/${definition.id}` },
          ]}
          tight
        />
        <div class="errorpage stack">
          <Prose>
            {byLaw ? null : <p>{t(open ? 'outside.help' : 'outside.alone', { name: actor.name })}</p>}
          </Prose>
          <Buttons>
            <Button href={actingRules(app).chooseAt}>{t('outside.choose')}</Button>
            <Button variant="secondary" href={`/stellen/${definition.owner}`}>
              {unitName(app, definition.owner, language)}
            </Button>
          </Buttons>
          <p class="small quiet">{uiLabels(language).error.label} 403, ACTING_OUTSIDE_MANDATE.</p>
        </div>
      </Wrap>
    ),
  });
}
