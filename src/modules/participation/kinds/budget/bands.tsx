// A budget on the process page: what there is, what can be bought, and the way to the ballot or the result.
import type { VNode } from 'preact';
import type { Request } from '../../../../kernel/http/route.ts';
import { Band, Hints, Rows } from '../../../../ui/index.ts';
import { takesAt, votingIsOver } from '../../phases.ts';
import type { Process } from '../../process.ts';
import { talliesOf } from '../../queries/published.ts';
import { budgetTexts } from './budget-texts.ts';
import { budgetOf } from './part.ts';
import { francs } from './read-ballot.ts';

export async function budgetBands({ app, language }: Request, process: Process): Promise<VNode[]> {
  const t = budgetTexts(language);
  const { amount, projects } = budgetOf(process);
  const today = app.clock.today();
  const votes = (await talliesOf(app, process.id)).find(({ act }) => act === 'vote')?.count ?? 0;
  const links = [
    ...(takesAt(process.phases, 'vote', today)
      ? [{ label: t('process.vote'), href: `/mitreden/${process.id}/stimmzettel` }]
      : []),
    ...(votingIsOver(process, today)
      ? [{ label: t('process.result'), href: `/mitreden/${process.id}/ergebnis` }]
      : []),
    ...(process.ballots === 'secret'
      ? [{ label: t('secret.box'), href: `/mitreden/${process.id}/urne` }]
      : []),
    { label: t('recount.title'), href: '/mitreden/nachzaehlen' },
  ];
  return [
    <Band
      key="projekte"
      id="projekte"
      title={t('process.projects')}
      note={`${t('process.amount', { amount: francs(amount, language), count: projects.length })}. ${t('process.ballots', { count: votes })}.`}
      last
    >
      <Hints links={links} />
      <Rows
        items={projects.map(({ title, text, cost }) => ({
          when: francs(cost, language),
          title: title[language],
          text: text[language],
        }))}
      />
    </Band>,
  ];
}
