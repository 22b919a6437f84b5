// `/leistungen/:id/daten`: the data dictionary of a service for people; the same as JSON and CSV for programs.
import { dataDictionary, type DictionaryEntry } from '../../../engine/index.ts';
import { Band, ClassTag, MoreLink, Table, Top, Wrap, uiLabels } from '../../../ui/index.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Route } from '../../../kernel/http/route.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { everyone } from '../../../kernel/permission.ts';
import { contextOf, grantsOf, text, wantedService } from '../../catalogue/index.ts';
import { insightTexts } from '../insight-texts.ts';
import { serviceCrumbs } from './service-crumbs.ts';

export const dictionaryPage: Route = {
  method: 'GET',
  url: '/leistungen/:id/daten',
  may: everyone,
  kind: 'page',
  summary: 'The data dictionary of a service: every field with meaning, type, limits, source and class',
  shared: true,
  handle(request) {
    const { app, language } = request;
    const t = insightTexts(language);
    const service = wantedService(request);
    const entries = dataDictionary(service, contextOf(app, service).lists, grantsOf(app));
    const title = t('data.title', { service: text(service, language, 'title') });
    const api = `/api/v1/services/${service.id}/dictionary`;
    return page(request, {
      title,
      description: t('data.lead'),
      indexed: true,
      content: (
        <Wrap>
          <Top
            labels={uiLabels(language)}
            title={title}
            crumbs={serviceCrumbs(service, language)}
            lead={t('data.lead')}
          />
          <Band
            id="katalog"
            title={t('record.data')}
            note={t('record.dataNote', { count: entries.length })}
            full
          >
            <Table
              id="katalog-tabelle"
              caption={t('data.caption')}
              columns={[
                { label: t('data.meaning') },
                { label: t('data.pointer') },
                { label: t('data.type') },
                { label: t('data.limits') },
                { label: t('data.need') },
                { label: t('record.from') },
                { label: t('record.class') },
              ]}
              rows={entries.map((entry) => ({ key: entry.pointer, cells: cells(entry, language) }))}
            />
          </Band>
          <Band id="dateien" title={t('data.files')} last>
            <p>
              <MoreLink href={api} label="JSON" />
            </p>
            <p>
              <MoreLink href={`${api}.csv`} label="CSV" />
            </p>
          </Band>
        </Wrap>
      ),
    });
  },
};

function cells(entry: DictionaryEntry, language: Language) {
  const t = insightTexts(language);
  const classes = uiLabels(language).dataClass;
  return [
    entry.meaning[language],
    <code>{entry.pointer}</code>,
    entry.type,
    limits(entry, language),
    need(entry, language),
    [t(`from.${entry.register ?? 'asked'}`), ...(entry.proven ? [t('data.proven')] : [])].join(', '),
    <ClassTag hot={entry.class === 'special'}>
      {classes[entry.class === 'special' ? 'sensitive' : entry.class]}
    </ClassTag>,
  ];
}

function need(entry: DictionaryEntry, language: Language): string {
  const t = insightTexts(language);
  if (entry.type === 'calculated') return t('data.computed');
  if (entry.required) return t('data.required');
  return t(entry.when.length > 0 ? 'data.conditional' : 'data.optional');
}

/** The limits that fit in a cell: numbers and lengths as they are in JSON Schema, options by their number. */
function limits({ constraints, checks }: DictionaryEntry, language: Language): string {
  const items = constraints['items'] as { enum?: unknown[] } | undefined;
  const options = (constraints['enum'] ?? items?.enum) as unknown[] | undefined;
  const simple = [
    'minLength',
    'maxLength',
    'minimum',
    'maximum',
    'minItems',
    'maxItems',
    'format',
    'pattern',
  ];
  return [
    ...(options ? [insightTexts(language)('data.options', { count: options.length })] : []),
    ...simple.flatMap((key) =>
      constraints[key] === undefined ? [] : [`${key}: ${String(constraints[key])}`],
    ),
    ...Object.values(checks),
  ].join('; ');
}
