// The fields of a ballot by its kind: ticks, points, or ranks.
import type { VNode } from 'preact';
import type { Request } from '../../../../kernel/http/route.ts';
import { Choice, MultiChoice, NumberField, uiLabels } from '../../../../ui/index.ts';
import type { Process } from '../../process.ts';
import { budgetTexts } from './budget-texts.ts';
import { budgetOf } from './part.ts';
import { francs } from './read-ballot.ts';
import { pointsField, rankField, tickField, type TypedBallot } from './typed-ballot.ts';

/** The first control: what errors lead to. */
export const firstField = 'projekte';

export function BallotFields({
  request: { language },
  process,
  typed,
  error,
}: {
  request: Request;
  process: Process;
  typed: TypedBallot;
  error: string | undefined;
}): VNode {
  const { ballot, projects } = budgetOf(process);
  const t = budgetTexts(language);
  const labels = uiLabels(language);
  const named = projects.map((each) => ({
    ...each,
    label: each.title[language],
    price: francs(each.cost, language),
  }));
  if (ballot.kind === 'approval')
    return (
      <MultiChoice
        labels={labels}
        id={firstField}
        name={tickField}
        label={t('ballot.projects')}
        error={error}
        value={typed.ticked}
        options={named.map(({ id, label, price, text }) => ({
          value: id,
          label: `${label}, ${price}`,
          hint: text[language],
        }))}
      />
    );
  if (ballot.kind === 'cumulative')
    return (
      <>
        {named.map(({ id, label, price, text }, place) => (
          <NumberField
            key={id}
            labels={labels}
            id={place === 0 ? firstField : pointsField(id)}
            name={pointsField(id)}
            label={t('ballot.points', { project: label })}
            hint={`${price}. ${text[language]}`}
            error={place === 0 ? error : undefined}
            optional
            whole
            value={typed.points[id]}
          />
        ))}
      </>
    );
  return (
    <>
      {typed.ranks.map((value, place) => (
        <Choice
          key={place}
          as="select"
          labels={labels}
          id={place === 0 ? firstField : rankField(place + 1)}
          name={rankField(place + 1)}
          label={t('ballot.rank', { rank: place + 1 })}
          error={place === 0 ? error : undefined}
          optional={place >= ballot.least}
          value={value}
          options={named.map(({ id, label, price }) => ({ value: id, label: `${label}, ${price}` }))}
        />
      ))}
    </>
  );
}
