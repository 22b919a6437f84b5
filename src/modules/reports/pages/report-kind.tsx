// /melden/was: what it is, as a list of links by group; where one must call instead, it says so.
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { Band, Rows, Top, Wrap, uiLabels } from '../../../ui/index.ts';
import { unitName } from '../../organisation/index.ts';
import { unitFor } from '../category.ts';
import { placeText } from '../place.ts';
import { reportsOf } from '../reports-state.ts';
import { reportsTexts } from '../reports-texts.ts';
import { addressOf, placeOrForm } from './report-place.tsx';
import { areaName } from './report-words.tsx';

function show(request: Request): Reply {
  const { app, language } = request;
  const t = reportsTexts(language);
  const read = placeOrForm(request);
  if ('reply' in read) return read.reply;
  const { place } = read;
  const { groups, categories } = reportsOf(app);
  const shown = Object.entries(groups).filter(([id]) => categories.some(({ group }) => group === id));
  const where = placeText(app, place, language);
  return page(request, {
    title: t('kind.title'),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('kind.title')}
          lead={t('kind.lead', { place: where, area: areaName(app, place.area) })}
          crumbs={[
            { label: t('list.title'), href: '/meldungen' },
            { label: t('place.title'), href: addressOf('/melden', place) },
          ]}
        />
        {shown.map(([group, name], index) => (
          <Band key={group} id={group} title={name[language]} last={index === shown.length - 1}>
            <Rows
              kind="two"
              items={categories
                .filter((each) => each.group === group)
                .map((category) => ({
                  title: category.name[language],
                  href: addressOf('/melden/angaben', place, { art: category.id }),
                  text: category.description[language],
                  children: (
                    <p class="small quiet">{unitName(app, unitFor(category, place.area), language)}</p>
                  ),
                }))}
            />
          </Band>
        ))}
      </Wrap>
    ),
  });
}

export const reportKindRoutes: Route[] = [
  {
    method: 'GET',
    url: '/melden/was',
    may: everyone,
    kind: 'page',
    summary: 'What there is to report at a place',
    handle: show,
  },
];
