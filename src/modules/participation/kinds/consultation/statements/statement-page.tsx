// /mitreden/:id/stellungnahmen/:statement: a released statement of an organisation as a whole, each text with what became of it.
import { Fault } from '../../../../../kernel/errors.ts';
import { page } from '../../../../../kernel/http/page.tsx';
import type { Reply, Request } from '../../../../../kernel/http/route.ts';
import { isUuid } from '../../../../../kernel/uuid.ts';
import { Band, Top, Wrap, formatDate, swissDay, uiLabels } from '../../../../../ui/index.ts';
import { crumbsOf } from '../../../pages/contribution-rows.tsx';
import { FateLine } from '../../../pages/fate-line.tsx';
import { processById } from '../../../queries/processes.ts';
import { publishedContributions } from '../../../queries/published.ts';
import { consultationTexts } from '../consultation-texts.ts';
import { shownTexts } from '../shown-text.tsx';
import { paragraphOf, versionsOf } from '../versions.ts';

/** A text has 400 paragraphs at most. */
const most = 500;

export async function showStatement(request: Request): Promise<Reply> {
  const { app, params, language } = request;
  const process = processById(app, params['id'], 'consultation');
  const statement = params['statement'] ?? '';
  const { items } = isUuid(statement)
    ? await publishedContributions(app, { process: process.id, act: 'statement', statement, limit: most })
    : { items: [] };
  const [first] = items;
  if (!first) throw new Fault('NOT_FOUND');
  const t = consultationTexts(language);
  const versions = await versionsOf(app, process.id);
  const shown = await shownTexts(request, process);
  const placed = items
    .map((item) => {
      const paragraph = paragraphOf(versions, item);
      const place = versions
        .flatMap(({ paragraphs }) => paragraphs)
        .findIndex(({ id }) => id === item.anchor);
      return { item, paragraph, place };
    })
    .toSorted((one, other) => one.place - other.place);
  const title = t('st.title', { name: first.shownAs });
  return page(request, {
    title,
    indexed: true,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={title}
          meta={formatDate(swissDay(first.at), language)}
          crumbs={crumbsOf(request, process)}
        />
        {placed.map(({ item, paragraph }, index) => (
          <Band
            key={item.id}
            id={item.anchor === '' ? 'grundsaetzliches' : item.anchor}
            title={paragraph ? `${paragraph.number} ${paragraph.title[language]}` : t('st.general')}
            last={index === placed.length - 1}
          >
            {shown(item)}
            <FateLine request={request} item={item} process={process.id} />
          </Band>
        ))}
      </Wrap>
    ),
  });
}
