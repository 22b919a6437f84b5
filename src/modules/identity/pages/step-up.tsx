// In place of a page for which somebody is not signed in surely enough: what is needed, why, and the ways there; the E-ID is the short one.
import type { ComponentChildren } from 'preact';
import { actingRules } from '../../../kernel/acting.ts';
import { isAssured, type Assurance, type PersonActor } from '../../../kernel/actor.ts';
import { page } from '../../../kernel/http/page.tsx';
import { parkFields } from '../../../kernel/http/parked-form.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { Button, Buttons, Prose, Top, Wrap, uiLabels } from '../../../ui/index.ts';
import type { LevelledTask } from '../canton-sign-in.ts';
import { eidStepUp } from '../eid/connection.ts';
import { identityTexts } from '../identity-texts.ts';
import { levelText, missingLevel, requireLevel } from '../levels.ts';
import { EidForm } from './eid-form.tsx';

/**
 * The same route, closed to people who have not signed in surely enough for it; programs are answered ASSURANCE_TOO_LOW.
 * @param when the requests that need it; absent: all
 */
export function assured(task: LevelledTask, route: Route, when?: (request: Request) => boolean): Route {
  return {
    ...route,
    handle: async (request) => {
      const { app, actor, language } = request;
      if (when?.(request) === false) return route.handle(request);
      const needed = missingLevel(app, actor, task);
      if (needed === undefined || actor.kind !== 'person') return route.handle(request);
      if (route.kind === 'api') requireLevel(app, actor, task, language);
      const t = identityTexts(language);
      return stepUpPage(request, actor, {
        needed,
        title: t('level.title'),
        crumb: { label: t('level.account'), href: '/konto' },
        // What is only a button is pressed again.
        keep: when === undefined,
      });
    },
  };
}

interface StepUp {
  needed: Assurance;
  title: string;
  crumb: { label: string; href: string };
  /** Whether what was typed is kept; otherwise there is nothing. */
  keep?: boolean;
  /** Where to ask without such a sign-in. */
  help?: string;
  beside?: ComponentChildren;
  /** The service for which somebody confirms who they are. */
  serviceId?: string;
}

/** Nothing typed is lost on the way: it is shown again when the person comes back. */
export async function stepUpPage(request: Request, actor: PersonActor, wanted: StepUp): Promise<Reply> {
  const { app, language } = request;
  const { needed, title, crumb, keep = true, help, beside, serviceId } = wanted;
  const t = identityTexts(language);
  const sent = request.method === 'POST' ? (request.body as Record<string, unknown>) : request.parked;
  const typed = keep ? sent : undefined;
  const level = eidStepUp(app);
  const ceiling = actor.acting?.ceiling;
  // A surer sign-in of whoever acts makes no mandate surer.
  const capped = ceiling !== undefined && !isAssured(ceiling, needed);
  // Whoever acts for somebody else confirms before: an E-ID is always one's own.
  const byEid = !actor.acting && level !== undefined && isAssured(level, needed);
  // Pages by their whole address; what was posted is typed at the address of its form.
  const back = request.method === 'GET' ? request.url : request.path;
  return page(request, {
    title,
    status: 403,
    ...(typed ? { cookies: [await parkFields(app, request.path, typed, actor.acting && actor.id)] } : {}),
    content: (
      <Wrap>
        <Top labels={uiLabels(language)} title={title} lead={t('level.why')} crumbs={[crumb]} tight />
        <div class="errorpage stack">
          <Prose>
            <p>{levelText(actor, needed, language)}</p>
            {typed ? <p>{t('level.kept')}</p> : null}
            {help === undefined ? null : <p>{help}</p>}
          </Prose>
          {byEid ? (
            <EidForm
              request={request}
              returnTo={back}
              serviceId={serviceId}
              label={t('level.eid')}
              variant="primary"
            />
          ) : null}
          <Buttons>
            {capped ? (
              <Button href={actingRules(app).chooseAt}>{t('level.choose')}</Button>
            ) : (
              <Button
                variant={byEid ? 'secondary' : 'primary'}
                href={`/anmelden?weiter=${encodeURIComponent(back)}&stufe=${needed}`}
              >
                {t('level.signIn')}
              </Button>
            )}
            {beside}
          </Buttons>
          <p class="small quiet">{uiLabels(language).error.label} 403, ASSURANCE_TOO_LOW.</p>
        </div>
      </Wrap>
    ),
  });
}
