// In place of a form that does not admit someone as they are signed in: what is needed, why, and the way there.
import { Button, Buttons, Prose, Top, Wrap, uiLabels } from '../../../ui/index.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { serviceById, serviceTitle } from '../../catalogue/index.ts';
import { unitName } from '../../organisation/index.ts';
import { assuranceText, refusalOf } from '../admission.ts';
import { formAddress } from '../form-path.ts';
import { intakeTexts } from '../intake-texts.ts';

/** The same route, closed to people whom the service in the address does not admit. */
export function admitting(route: Route): Route {
  return { ...route, handle: (request) => refused(request) ?? route.handle(request) };
}

function refused(request: Request): Reply | undefined {
  const { app, actor, language } = request;
  const definition = serviceById(app, request.params['id'] ?? '');
  if (!definition || actor.kind !== 'person') return undefined;
  const refusal = refusalOf(definition, actor);
  if (refusal === undefined) return undefined;
  const t = intakeTexts(language);
  const tooWeak = refusal === 'ASSURANCE_TOO_LOW';
  const back = encodeURIComponent(formAddress(definition.id));
  const title = t(tooWeak ? 'assurance.title' : 'acting.title');
  return page(request, {
    title,
    status: 403,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={title}
          lead={t(tooWeak ? 'assurance.why' : 'acting.why')}
          crumbs={[
            { label: serviceTitle(app, definition.id, language), href: `/leistungen/${definition.id}` },
          ]}
          tight
        />
        <div class="errorpage stack">
          <Prose>
            <p>
              {tooWeak ? assuranceText(definition, actor, language) : t('acting.who', { name: actor.name })}
            </p>
            <p>
              {t(tooWeak ? 'assurance.help' : 'acting.help', {
                unit: unitName(app, definition.owner, language),
              })}
            </p>
          </Prose>
          <Buttons>
            <Button href={`/anmelden?weiter=${back}&stufe=${definition.identity.assurance}`}>
              {t(tooWeak ? 'assurance.signIn' : 'acting.signIn')}
            </Button>
            <Button variant="secondary" href={`/stellen/${definition.owner}`}>
              {unitName(app, definition.owner, language)}
            </Button>
          </Buttons>
          <p class="small quiet">
            {uiLabels(language).error.label} 403, {refusal}.
          </p>
        </div>
      </Wrap>
    ),
  });
}
