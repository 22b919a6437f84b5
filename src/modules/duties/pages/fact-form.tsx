// The questions as a form: what applies, by group, and the days that belong to it. Visitors and accounts share it.
import type { VNode } from 'preact';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { DateField, MultiChoice, uiLabels } from '../../../ui/index.ts';
import { dutiesOf } from '../../catalogue/index.ts';
import type { StatedFacts } from '../queries/read-facts.ts';

/** Control of all ticked facts. */
export const ticks = 'f';

interface Props {
  app: App;
  language: Language;
}

export function FactChoices({ app, language, ticked }: Props & { ticked: readonly string[] }): VNode {
  const { groups, facts } = dutiesOf.of(app);
  return (
    <>
      {groups.map((group) => (
        <MultiChoice
          key={group.id}
          labels={uiLabels(language)}
          id={`f-${group.id}`}
          name={ticks}
          label={group.name[language]}
          value={ticked}
          options={facts
            .filter((fact) => fact.group === group.id)
            .map(({ id, label }) => ({ value: id, label: label[language] }))}
        />
      ))}
    </>
  );
}

export function FactDates({ app, language, dates }: Props & { dates: StatedFacts['dates'] }): VNode {
  return (
    <>
      {dates.map(({ id, typed, error }) => (
        <DateField
          key={id}
          labels={uiLabels(language)}
          id={id}
          name={id}
          label={dateLabel({ app, language }, id)}
          value={typed}
          error={error}
          optional
        />
      ))}
    </>
  );
}

/** Faults for the summary above the form, each with the question that it is about. */
export const dateErrors = ({ app, language }: Props, dates: StatedFacts['dates']) =>
  dates.flatMap(({ id, error }) =>
    error === undefined ? [] : [{ fieldId: id, message: `${dateLabel({ app, language }, id)} ${error}` }],
  );

const dateLabel = ({ app, language }: Props, id: string): string =>
  dutiesOf.of(app).dates.find((date) => date.id === id)?.label[language] ?? id;

/** The ids that were ticked, of a posted form. */
export function tickedIn(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((each) => typeof each === 'string');
}
