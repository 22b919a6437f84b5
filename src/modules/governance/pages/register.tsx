// `/datenkatalog/bearbeitungen`: the register of processing activities, to read and to print.
import type { VNode } from 'preact';
import { page } from '../../../kernel/http/page.tsx';
import type { Route } from '../../../kernel/http/route.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { pageKey, readPageKey } from '../../../kernel/page-key.ts';
import { everyone } from '../../../kernel/permission.ts';
import {
  Band,
  Facts,
  MoreLink,
  Pagination,
  PlainText,
  Table,
  TextLink,
  Top,
  Wrap,
  uiLabels,
} from '../../../ui/index.ts';
import { governanceTexts } from '../governance-texts.ts';
import { activities, type Activity } from '../queries/activities.ts';
import { classWord } from './class-tag.tsx';

const pageSize = 50;

export const registerPage: Route = {
  method: 'GET',
  url: '/datenkatalog/bearbeitungen',
  may: everyone,
  kind: 'page',
  summary:
    'The register of processing activities: services, the program’s own tasks, what is read from registers',
  perMinute: 240,
  handle(request) {
    const { app, language, query } = request;
    const t = governanceTexts(language);
    const all = activities(app, language);
    const ofServices = all.filter(({ kind }) => kind === 'service');
    const [after] = readPageKey(query['cursor'], 'number') ?? ['0'];
    const end = Number(after) + pageSize;
    const own = (kind: Activity['kind']) => all.filter((each) => each.kind === kind);
    return page(request, {
      title: t('register.title'),
      description: t('register.lead'),
      indexed: true,
      content: (
        <Wrap>
          <Top
            labels={uiLabels(language)}
            title={t('register.title')}
            lead={t('register.lead')}
            crumbs={[{ label: t('catalogue.title'), href: '/datenkatalog' }]}
          />
          <Band id="leistungen" title={t('catalogue.services')} note={t('register.servicesNote')} full>
            <Services items={ofServices.slice(Number(after), end)} language={language} />
            <Pagination
              labels={uiLabels(language)}
              href={
                end < ofServices.length
                  ? `/datenkatalog/bearbeitungen?cursor=${pageKey([String(end)])}`
                  : undefined
              }
              hidden={t('catalogue.services')}
            />
          </Band>
          {own('program').map((each) => (
            <One key={each.id} activity={each} language={language} />
          ))}
          {own('register').map((each) => (
            <One key={each.id} activity={each} language={language} />
          ))}
          <Band id="dateien" title={t('catalogue.more')} last>
            <p>
              <MoreLink href="/api/v1/processing-register.csv" label={t('asCsv')} />
            </p>
            <p>
              <MoreLink href="/api/v1/processing-register" label={t('asJson')} />
            </p>
          </Band>
        </Wrap>
      ),
    });
  },
};

/** «12 vertraulich, 2 besonders geschützt» */
export function classCounts({ classes }: Pick<Activity, 'classes'>, language: Language): string {
  return (['special', 'confidential', 'internal', 'public'] as const)
    .flatMap((each) => (classes[each] ? [`${classes[each]} ${classWord(each, language)}`] : []))
    .join(', ');
}

function Services({ items, language }: { items: readonly Activity[]; language: Language }): VNode {
  const t = governanceTexts(language);
  return (
    <Table
      id="bearbeitungen-tabelle"
      caption={t('register.title')}
      hideCaption
      columns={[
        { label: t('register.activity') },
        { label: t('field.owner') },
        { label: t('field.law') },
        { label: t('register.data') },
        { label: t('register.decides') },
        { label: t('field.kept') },
      ]}
      rows={items.map((each) => ({
        key: each.id,
        cells: [
          <TextLink href={each.href ?? ''} label={each.title} />,
          each.controller,
          each.legalBasis.join('; '),
          classCounts(each, language),
          each.decides,
          each.kept.join('; '),
        ],
      }))}
    />
  );
}

function One({ activity, language }: { activity: Activity; language: Language }): VNode {
  const t = governanceTexts(language);
  const list = (items: readonly string[]) => <PlainText text={items.map((each) => `- ${each}`).join('\n')} />;
  return (
    <Band id={activity.id} title={activity.title} note={activity.why}>
      <Facts
        small
        items={[
          { term: t('field.owner'), value: activity.controller },
          { term: t('field.law'), value: activity.legalBasis.join('; ') || t('law.none') },
          { term: t('register.subjects'), value: activity.subjects.join(', ') },
          { term: t('register.data'), value: list(activity.data) },
          ...(activity.disclosures.length === 0
            ? []
            : [{ term: t('register.disclosures'), value: list(activity.disclosures) }]),
          {
            term: t('field.recipients'),
            value: activity.recipients.length === 0 ? t('recipients.nobody') : list(activity.recipients),
          },
          { term: t('field.kept'), value: activity.kept.join('; ') },
        ]}
      />
    </Band>
  );
}
