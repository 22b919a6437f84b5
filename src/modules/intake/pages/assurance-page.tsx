// In place of a form for which one has not signed in surely enough: what is needed, why, and the way there.
import { Button, Buttons, Prose, Top, Wrap, uiLabels } from '../../../ui/index.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { serviceById, serviceTitle } from '../../catalogue/index.ts';
import { unitName } from '../../organisation/index.ts';
import { assuranceText, isTooWeak } from '../assurance.ts';
import { intakeTexts } from '../intake-texts.ts';
import { formAddress } from './form-session.ts';

/** The same route, closed to people whose sign-in is too weak for the service in the address. */
export function assured(route: Route): Route {
  return { ...route, handle: (request) => tooWeak(request) ?? route.handle(request) };
}

function tooWeak(request: Request): Reply | undefined {
  const { app, actor, language } = request;
  const definition = serviceById(app, request.params['id'] ?? '');
  if (!definition || actor.kind !== 'person' || !isTooWeak(definition, actor)) return undefined;
  const t = intakeTexts(language);
  const back = encodeURIComponent(formAddress(definition.id));
  return page(request, {
    title: t('assurance.title'),
    status: 403,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('assurance.title')}
          lead={t('assurance.why')}
          crumbs={[
            { label: serviceTitle(app, definition.id, language), href: `/leistungen/${definition.id}` },
          ]}
          tight
        />
        <div class="errorpage stack">
          <Prose>
            <p>{assuranceText(definition, actor, language)}</p>
            <p>{t('assurance.help', { unit: unitName(app, definition.owner, language) })}</p>
          </Prose>
          <Buttons>
            <Button href={`/anmelden?weiter=${back}&stufe=${definition.identity.assurance}`}>
              {t('assurance.signIn')}
            </Button>
            <Button variant="secondary" href={`/stellen/${definition.owner}`}>
              {t('unit')}
            </Button>
          </Buttons>
          <p class="small quiet">{uiLabels(language).error.label} 403, ASSURANCE_TOO_LOW.</p>
        </div>
      </Wrap>
    ),
  });
}
