// In place of a form that wants the signature of a company, for an account that only belongs to it: who signs for it acts for it.
import { Button, Buttons, Prose, Top, Wrap, uiLabels } from '../../../ui/index.ts';
import type { ServiceDefinition } from '../../../engine/index.ts';
import { actingRules } from '../../../kernel/acting.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import { page } from '../../../kernel/http/page.tsx';
import { parkFields } from '../../../kernel/http/parked-form.ts';
import type { Reply, Request } from '../../../kernel/http/route.ts';
import { serviceTitle } from '../../catalogue/index.ts';
import { intakeTexts } from '../intake-texts.ts';

export async function signingNeeded(
  request: Request,
  definition: ServiceDefinition,
  actor: PersonActor,
): Promise<Reply> {
  const { app, language } = request;
  const t = intakeTexts(language);
  const typed = request.method === 'POST' ? (request.body as Record<string, unknown>) : undefined;
  return page(request, {
    title: t('joint.neededTitle'),
    status: 403,
    ...(typed ? { cookies: [await parkFields(app, request.path, typed, actor.id)] } : {}),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('joint.neededTitle')}
          lead={t('joint.neededWhy')}
          crumbs={[
            { label: serviceTitle(app, definition.id, language), href: `/leistungen/${definition.id}` },
          ]}
          tight
        />
        <div class="errorpage stack">
          <Prose>
            <p>{t('joint.neededHow')}</p>
          </Prose>
          <Buttons>
            <Button href={actingRules(app).chooseAt}>{t('outside.choose')}</Button>
          </Buttons>
          <p class="small quiet">{uiLabels(language).error.label} 403, COMPANY_SIGNATURE_NEEDED.</p>
        </div>
      </Wrap>
    ),
  });
}
