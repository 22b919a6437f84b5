// `/leistungen/:id/ablauf`: the process of a service as a drawing, and the same in words.
import { nodesOf } from '../../../engine/index.ts';
import { Band, MoreLink, ProcessPicture, Stack, Top, Wrap, uiLabels } from '../../../ui/index.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { text, wantedService } from '../../catalogue/index.ts';
import { insightTexts } from '../insight-texts.ts';
import { processOf } from '../queries/process-of.ts';
import { pictureOf } from './picture-of.ts';
import { ProcessSteps } from './process-steps.tsx';
import { serviceCrumbs } from './service-crumbs.ts';

export const processPage: Route = {
  method: 'GET',
  url: '/leistungen/:id/ablauf',
  may: everyone,
  kind: 'page',
  summary: 'The process of a service as a drawing and in words',
  shared: true,
  handle(request) {
    const { app, language } = request;
    const t = insightTexts(language);
    const service = wantedService(request);
    const { process, layout } = processOf(app, service, language);
    const title = t('flow.title', { service: text(service, language, 'title') });
    const [person, unit] = process.participants;
    return page(request, {
      title,
      description: t('flow.lead'),
      indexed: true,
      content: (
        <Wrap>
          <Top
            labels={uiLabels(language)}
            title={title}
            crumbs={serviceCrumbs(service, language)}
            lead={t('flow.lead')}
          />
          <Band id="bild" title={t('flow.picture')} note={t('flow.pictureNote')} full>
            <Stack>
              <ProcessPicture
                id="ablauf-bild"
                title={title}
                description={t('flow.description', {
                  person: person.name,
                  unit: unit.name,
                  nodes: nodesOf(process).filter(({ name }) => name !== '').length,
                  messages: process.messages.length,
                })}
                {...pictureOf(layout)}
              />
              <p class="small quiet">{t('flow.signs')}</p>
            </Stack>
          </Band>
          <Band id="liste" title={t('flow.list')}>
            <ProcessSteps app={app} service={service} process={process} language={language} />
          </Band>
          <Band id="datei" title={t('flow.files')} last>
            <Stack>
              <p>{t('flow.filesText')}</p>
              <p>
                <MoreLink
                  href={`/api/v1/services/${service.id}/process.bpmn?lang=${language}`}
                  label={t('flow.download')}
                />
              </p>
            </Stack>
          </Band>
        </Wrap>
      ),
    });
  },
};
