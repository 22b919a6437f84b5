// `/leistungen/:id/bearbeitung`: the entry of a service in the record of processing activities.
import {
  processingRecord,
  type ProcessingRecord,
  type ServiceDefinition,
  sourceOfRegister,
} from '../../../engine/index.ts';
import {
  Band,
  ClassTag,
  Facts,
  MoreLink,
  PlainText,
  Table,
  Top,
  Wrap,
  uiLabels,
  type FactItem,
} from '../../../ui/index.ts';
import type { App } from '../../../kernel/app.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Route } from '../../../kernel/http/route.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { everyone } from '../../../kernel/permission.ts';
import {
  audienceName,
  grantsOf,
  remedyOf,
  retentionText,
  text,
  wantedService,
} from '../../catalogue/index.ts';
import { unitName } from '../../organisation/index.ts';
import { insightTexts } from '../insight-texts.ts';
import { RuleText } from './rule-text.tsx';
import { serviceCrumbs } from './service-crumbs.ts';

interface Props {
  app: App;
  service: ServiceDefinition;
  record: ProcessingRecord;
  language: Language;
}

export const recordPage: Route = {
  method: 'GET',
  url: '/leistungen/:id/bearbeitung',
  may: everyone,
  kind: 'page',
  summary: 'The record of processing of a service: purpose, law, data, recipients, retention, who decides',
  shared: true,
  handle(request) {
    const { app, language } = request;
    const t = insightTexts(language);
    const service = wantedService(request);
    const props: Props = { app, service, record: processingRecord(service, grantsOf(app)), language };
    const title = t('record.title', { service: text(service, language, 'title') });
    return page(request, {
      title,
      description: t('record.lead'),
      indexed: true,
      content: (
        <Wrap>
          <Top
            labels={uiLabels(language)}
            title={title}
            crumbs={serviceCrumbs(service, language)}
            lead={t('record.lead')}
          />
          <Band id="zweck" title={t('record.why')}>
            <Facts items={why(props)} />
          </Band>
          <Band id="entscheid" title={t('record.decides')}>
            <Facts items={decides(props)} />
          </Band>
          <Band
            id="angaben"
            title={t('record.data')}
            note={t('record.dataNote', { count: props.record.fields.length })}
          >
            <Data {...props} />
          </Band>
          <Band id="weiter" title={t('record.more')} last>
            <p>
              <MoreLink href={`/leistungen/${service.id}/daten`} label={t('record.toDictionary')} />
            </p>
            <p>
              <MoreLink href={`/api/v1/services/${service.id}/record`} label={t('record.asJson')} />
            </p>
          </Band>
        </Wrap>
      ),
    });
  },
};

/** The law as people cite it: article, act, number. */
function citation({ act, article, number }: ProcessingRecord['legalBasis'][number]): string {
  return `${article ? `${article} ` : ''}${act}${number ? ` (${number})` : ''}`;
}

function why({ app, service, record, language }: Props): FactItem[] {
  const t = insightTexts(language);
  return [
    { term: t('record.controller'), value: unitName(app, record.controller, language) },
    { term: t('record.purpose'), value: text(service, language, 'purpose') },
    {
      term: t('record.legalBasis'),
      value: <PlainText text={record.legalBasis.map((basis) => `- ${citation(basis)}`).join('\n')} />,
    },
    {
      term: t('record.subjects'),
      value: record.subjects.map((id) => audienceName(app, id, language)).join(', '),
    },
    {
      term: t('record.recipients'),
      value:
        record.recipients.length === 0
          ? t('record.noRecipients')
          : record.recipients.map((id) => unitName(app, id, language)).join(', '),
    },
    { term: t('record.disclosures'), value: <PlainText text={disclosures(service, record, language)} /> },
    { term: t('record.retention'), value: retentionText(service, language) },
    { term: t('record.security'), value: t('record.securityText') },
  ];
}

/** By register, in the words of the form, with the laws as the grant names them. */
function disclosures(service: ServiceDefinition, record: ProcessingRecord, language: Language): string {
  const t = insightTexts(language);
  const lines = record.disclosures.map(({ register, legalBasis }) => {
    const from = sourceOfRegister(register);
    const labels = record.fields
      .filter((field) => field.from === from)
      .map((field) => text(service, language, `fields.${field.id}.label`));
    return `- ${t('record.disclosure', {
      register: from === undefined ? register : t(`from.${from}`),
      fields: [...new Set(labels)].join(', '),
      laws: legalBasis === 'request' ? t('record.onRequest') : legalBasis.join(', '),
    })}`;
  });
  return lines.join('\n') || t('record.noDisclosures');
}

function decides({ app, service, record, language }: Props): FactItem[] {
  const t = insightTexts(language);
  const { decision } = record;
  const remedy = decision.remedy === undefined ? undefined : remedyOf(app, decision.remedy, service);
  return [
    {
      term: t('record.by'),
      value: t(decision.by === 'staff' ? 'record.by.staff' : 'record.by.rules'),
    },
    ...(decision.rule === undefined
      ? []
      : [
          {
            term: t('record.rule'),
            value: <RuleText app={app} service={service} language={language} rule={decision.rule} />,
          },
        ]),
    ...(decision.rules.length === 0
      ? []
      : [
          {
            term: t('record.rulesUsed'),
            value: (
              <a href={`/api/v1/services/${service.id}/definition`}>
                {t('record.rulesCount', { count: decision.rules.length })}
              </a>
            ),
          },
        ]),
    { term: t('record.rulesVersion'), value: String(decision.rulesVersion) },
    {
      term: t('record.remedy'),
      value: remedy
        ? t('record.remedyText', { authority: remedy.authority[language] })
        : t('record.noRemedy'),
    },
  ];
}

function Data({ service, record, language }: Props) {
  const t = insightTexts(language);
  const classes = uiLabels(language).dataClass;
  return (
    <Table
      id="angaben-tabelle"
      caption={t('data.caption')}
      columns={[{ label: t('record.field') }, { label: t('record.class') }, { label: t('record.from') }]}
      rows={record.fields.map((field) => ({
        key: field.pointer,
        cells: [
          text(service, language, `fields.${field.id}.label`),
          <ClassTag hot={field.class === 'special'}>
            {classes[field.class === 'special' ? 'sensitive' : field.class]}
          </ClassTag>,
          t(`from.${field.from}`),
        ],
      }))}
    />
  );
}
