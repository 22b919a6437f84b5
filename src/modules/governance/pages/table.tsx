// `/datenkatalog/:table`: one table of the program with all its columns: meaning, class, how long.
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { Band, Facts, PlainText, Table, Top, Wrap, uiLabels } from '../../../ui/index.ts';
import { governanceTexts } from '../governance-texts.ts';
import { dataCatalogue } from '../queries/data-catalogue.ts';
import { ClassOf } from './class-tag.tsx';

export const tablePage: Route = {
  method: 'GET',
  url: '/datenkatalog/:table',
  may: everyone,
  kind: 'page',
  summary:
    'A table in the data catalogue: purpose, law, recipients, retention, and every column with its meaning',
  shared: true,
  handle(request) {
    const { app, language, params } = request;
    const t = governanceTexts(language);
    const table = dataCatalogue(app, language).find(
      (each) => each.kind === 'table' && each.id === params['table'],
    );
    if (!table) throw new Fault('NOT_FOUND');
    const list = (items: readonly string[]) => (
      <PlainText text={items.map((each) => `- ${each}`).join('\n')} />
    );
    return page(request, {
      title: table.title,
      description: table.why,
      indexed: true,
      content: (
        <Wrap>
          <Top
            labels={uiLabels(language)}
            title={table.title}
            lead={table.why}
            crumbs={[{ label: t('catalogue.title'), href: '/datenkatalog' }]}
          />
          <Band id="zweck" title={table.purpose}>
            <Facts
              items={[
                { term: t('field.owner'), value: table.owner },
                {
                  term: t('field.law'),
                  value: table.legalBasis.length === 0 ? t('law.none') : list(table.legalBasis),
                },
                { term: t('field.recipients'), value: list(table.recipients) },
                { term: t('field.kept'), value: table.kept },
                { term: t('field.class'), value: <ClassOf of={table.class} language={language} /> },
              ]}
            />
          </Band>
          <Band
            id="angaben"
            title={t('catalogue.columns')}
            note={t('catalogue.fields', { count: table.fields.length })}
            last
          >
            <Table
              id="angaben-tabelle"
              caption={table.title}
              hideCaption
              columns={[
                { label: t('field.meaning') },
                { label: t('field.class') },
                { label: t('field.kept') },
                { label: t('field.name') },
              ]}
              rows={table.fields.map((field) => ({
                key: field.name,
                cells: [
                  field.meaning,
                  <ClassOf of={field.class} language={language} />,
                  field.kept,
                  <code>{field.name}</code>,
                ],
              }))}
            />
          </Band>
        </Wrap>
      ),
    });
  },
};
