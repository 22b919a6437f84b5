// The text of a consultation on the process page: each paragraph with its latest voices and the way to add one.
import type { VNode } from 'preact';
import type { Request } from '../../../../kernel/http/route.ts';
import { Band, Hints, MoreLink, PlainText } from '../../../../ui/index.ts';
import { participationTexts } from '../../participation-texts.ts';
import { takesAt } from '../../phases.ts';
import type { Process } from '../../process.ts';
import { publishedContributions, talliesOf } from '../../queries/published.ts';
import { ContributionRows } from '../../pages/contributions.tsx';
import { paragraphsOf } from './part.ts';

/** Voices shown beside a paragraph; all of them are a link away. */
const mostShown = 2;

export async function paragraphBands(request: Request, process: Process): Promise<VNode[]> {
  const { app, language } = request;
  const t = participationTexts(language);
  const open = takesAt(process.phases, 'comment', app.clock.today());
  const tallies = await talliesOf(app, process.id);
  return Promise.all(
    paragraphsOf(process).map(async ({ id, number, title, text }) => {
      const count = tallies.filter(({ anchor }) => anchor === id).reduce((sum, each) => sum + each.count, 0);
      const { items } = await publishedContributions(app, {
        process: process.id,
        anchor: id,
        limit: mostShown,
      });
      return (
        <Band key={id} id={id} title={`${number} ${title[language]}`}>
          <PlainText text={text[language]} />
          {open ? (
            <Hints
              links={[
                {
                  label: t('comment.to', { number }),
                  href: `/mitreden/${process.id}/kommentieren?zu=${id}`,
                },
              ]}
            />
          ) : null}
          {count > 0 ? <ContributionRows request={request} process={process} items={items} /> : null}
          {count > items.length ? (
            <MoreLink
              href={`/mitreden/${process.id}/beitraege?zu=${id}`}
              label={t('comment.all', { count, number })}
            />
          ) : null}
        </Band>
      );
    }),
  );
}
