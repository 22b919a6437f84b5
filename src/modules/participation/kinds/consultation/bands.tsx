// The text of a consultation on the process page: each paragraph with its latest voices and the ways to add one.
import type { VNode } from 'preact';
import type { Request } from '../../../../kernel/http/route.ts';
import { Band, Hints, MoreLink, PlainText } from '../../../../ui/index.ts';
import { participationTexts } from '../../participation-texts.ts';
import { takesAt } from '../../phases.ts';
import type { Process } from '../../process.ts';
import { publishedContributions, talliesOf } from '../../queries/published.ts';
import { ContributionRows } from '../../pages/contribution-rows.tsx';
import { consultationTexts } from './consultation-texts.ts';
import { shownTexts } from './shown-text.tsx';
import { statementsBand } from './statements/statements-band.tsx';
import { latest, versionsOf, type TextVersion } from './versions.ts';

/** Voices shown beside a paragraph; all of them are a link away. */
const mostShown = 2;

export async function consultationBands(request: Request, process: Process): Promise<VNode[]> {
  const versions = await versionsOf(request.app, process.id);
  return [
    ...(versions.length > 1 ? [versionsBand(request, process, versions)] : []),
    ...(await paragraphBands(request, process, latest(versions))),
    await statementsBand(request, process),
  ];
}

/** Which version this is, and what has changed since the one before. */
function versionsBand({ language }: Request, { id }: Process, versions: readonly TextVersion[]): VNode {
  const t = consultationTexts(language);
  const { number, name } = latest(versions);
  return (
    <Band key="fassungen" id="fassungen" title={t('versions.current', { name: name[language] })}>
      <Hints
        links={[
          {
            label: t('versions.title'),
            href: `/mitreden/${id}/fassungen?von=${number - 1}&bis=${number}`,
          },
        ]}
      />
    </Band>
  );
}

async function paragraphBands(request: Request, process: Process, version: TextVersion): Promise<VNode[]> {
  const { app, language } = request;
  const today = app.clock.today();
  const open = (act: string) => takesAt(process.phases, act, today);
  const tallies = await talliesOf(app, process.id);
  const shown = await shownTexts(request, process);
  return Promise.all(
    version.paragraphs.map(async ({ id, number, title, text }) => {
      const t = participationTexts(language);
      const count = tallies.filter(({ anchor }) => anchor === id).reduce((sum, each) => sum + each.count, 0);
      const { items } = await publishedContributions(app, {
        process: process.id,
        anchor: id,
        limit: mostShown,
      });
      const ways = [
        { act: 'comment', label: t('comment.to', { number }), page: 'kommentieren' },
        {
          act: 'suggestion',
          label: consultationTexts(language)('suggest.to', { number }),
          page: 'vorschlag',
        },
      ].filter(({ act }) => open(act));
      return (
        <Band key={id} id={id} title={`${number} ${title[language]}`}>
          <PlainText text={text[language]} />
          {ways.length === 0 ? null : (
            <Hints
              links={ways.map(({ label, page }) => ({
                label,
                href: `/mitreden/${process.id}/${page}?zu=${id}`,
              }))}
            />
          )}
          {count > 0 ? (
            <ContributionRows request={request} process={process} items={items} text={shown} />
          ) : null}
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
