// Ideas on the process page: a drawing of where they are, and the list that says the same in words.
import type { VNode } from 'preact';
import { formId } from '../../../../kernel/http/form-id.ts';
import type { Request } from '../../../../kernel/http/route.ts';
import { Band, Button, Buttons, Form, MoreLink, PlaceMap, PlainText, Quiet } from '../../../../ui/index.ts';
import { areaOf } from '../../../organisation/index.ts';
import { ContributionRows } from '../../pages/contribution-rows.tsx';
import { participationTexts } from '../../participation-texts.ts';
import { takesAt } from '../../phases.ts';
import type { Process } from '../../process.ts';
import { publishedContributions, talliesOf, type PublishedContribution } from '../../queries/published.ts';
import { ideasOf, placeOf } from './part.ts';

const mostShown = 30;

export async function ideaBands(request: Request, process: Process): Promise<VNode[]> {
  const { app, language } = request;
  const t = participationTexts(language);
  const today = app.clock.today();
  const { items, next } = await publishedContributions(app, {
    process: process.id,
    act: 'idea',
    limit: mostShown,
  });
  const tallies = await talliesOf(app, process.id);
  const supports = new Map(
    tallies.filter(({ act }) => act === 'support').map(({ anchor, count }) => [anchor, count]),
  );
  const points = items.flatMap(({ data }) => placeOf(data).point ?? []);
  const supporting = takesAt(process.phases, 'support', today);
  return [
    <Band key="frage" id="frage" title={t('ideas.question')}>
      <PlainText text={ideasOf(process).question[language]} />
      {takesAt(process.phases, 'idea', today) ? (
        <Buttons>
          <Button go href={`/mitreden/${process.id}/idee`}>
            {t('ideas.add')}
          </Button>
        </Buttons>
      ) : null}
    </Band>,
    <Band key="karte" id="karte" title={t('ideas.map')} note={t('ideas.mapNote')}>
      <PlaceMap shape={areaOf(app)} points={points} label={t('ideas.mapLabel', { count: points.length })} />
    </Band>,
    <Band key="ideen" id="ideen" title={t('ideas.title')}>
      <ContributionRows
        request={request}
        process={process}
        items={items}
        extra={(item) => (
          <>
            <Quiet>
              {t('ideas.where', { place: placeOf(item.data).words || t('ideas.onMap') })},{' '}
              {t('ideas.supports', { count: supports.get(item.id) ?? 0 })}
            </Quiet>
            {supporting && request.actor.kind === 'person' ? (
              <SupportForm request={request} process={process} item={item} />
            ) : null}
          </>
        )}
      />
      {next === null ? null : (
        <MoreLink
          href={`/mitreden/${process.id}/beitraege?art=idea&cursor=${next}`}
          label={t('contributions.further')}
        />
      )}
    </Band>,
  ];
}

function SupportForm({
  request: { language, csrf },
  process,
  item,
}: {
  request: Request;
  process: Process;
  item: PublishedContribution;
}): VNode {
  const t = participationTexts(language);
  return (
    <Form
      plain
      action={`/mitreden/${process.id}/idee/unterstuetzen`}
      label={t('ideas.supportThis', { title: item.title })}
      hidden={{ _csrf: csrf, ...formId(), idee: item.id }}
    >
      <Button variant="secondary">
        {t('ideas.support')}
        <span class="ds-sr-only"> {item.title}</span>
      </Button>
    </Form>
  );
}
