// Statements of organisations on the process page: who has stated a position, and the way to do so for one's own organisation.
import type { VNode } from 'preact';
import type { Request } from '../../../../../kernel/http/route.ts';
import {
  Band,
  Buttons,
  Button,
  EmptyState,
  MoreLink,
  Rows,
  formatDate,
  swissDay,
} from '../../../../../ui/index.ts';
import { takesAt } from '../../../phases.ts';
import type { Process } from '../../../process.ts';
import { publishedContributions } from '../../../queries/published.ts';
import { consultationTexts } from '../consultation-texts.ts';

const mostShown = 30;

export async function statementsBand({ app, language }: Request, process: Process): Promise<VNode> {
  const t = consultationTexts(language);
  // What is said of the whole stands for the statement.
  const { items, next } = await publishedContributions(app, {
    process: process.id,
    act: 'statement',
    anchor: '',
    limit: mostShown,
  });
  return (
    <Band key="stellungnahmen" id="stellungnahmen" title={t('st.band')}>
      {items.length === 0 ? (
        <EmptyState text={t('st.none')} />
      ) : (
        <Rows
          items={items.map(({ at, shownAs, data }) => ({
            when: formatDate(swissDay(at), language, 'day'),
            title: shownAs,
            href: `/mitreden/${process.id}/stellungnahmen/${String(data['statement'])}`,
          }))}
        />
      )}
      {next === null ? null : (
        <MoreLink
          href={`/mitreden/${process.id}/beitraege?art=statement&cursor=${next}`}
          label={t('st.band')}
        />
      )}
      {takesAt(process.phases, 'statement', app.clock.today()) ? (
        <Buttons>
          <Button variant="secondary" href={`/mitreden/${process.id}/stellungnahme`}>
            {t('st.write')}
          </Button>
        </Buttons>
      ) : null}
    </Band>
  );
}
