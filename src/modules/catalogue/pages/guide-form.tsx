// The questions of a guided page, as a form that puts the answers into the address.
import type { VNode } from 'preact';
import {
  Button,
  Buttons,
  Choice,
  DateField,
  ErrorSummary,
  Form,
  YesNo,
  uiLabels,
  type FormError,
} from '../../../ui/index.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { catalogueTexts } from '../catalogue-texts.ts';
import type { Guide, GuideQuestion } from '../guides/guide.ts';
import type { Visit } from '../guides/read-visit.ts';

const fieldId = (question: string) => `f-${question}`;
const dayId = fieldId('tag');
const dateParts = ['day', 'month', 'year'] as const;

/** All three where the day as a whole does not exist. */
function wrongParts({ dayFaults }: Visit): (typeof dateParts)[number][] {
  const named = dateParts.filter((part) => dayFaults.includes(part));
  return named.length > 0 ? named : [...dateParts];
}

/** What is wrong in the address, each at its place. */
export function visitErrors(visit: Visit, language: Language): FormError[] {
  const t = catalogueTexts(language);
  const wrong = dateParts.find((part) => visit.dayFaults.includes(part));
  return [
    ...visit.unknown.map((id) => ({ fieldId: fieldId(id), message: t('guide.unknownAnswer') })),
    ...(visit.dayFaults.length > 0
      ? [
          {
            fieldId: wrong === undefined || wrong === 'day' ? dayId : `${dayId}-${wrong}`,
            message: t('guide.noSuchDay'),
          },
        ]
      : []),
  ];
}

export function GuideForm({
  id,
  guide,
  visit,
  language,
}: {
  id: string;
  guide: Guide;
  visit: Visit;
  language: Language;
}): VNode {
  const t = catalogueTexts(language);
  const labels = uiLabels(language);
  const ask = (question: GuideQuestion) => {
    const props = {
      labels,
      id: fieldId(question.id),
      name: question.id,
      label: question.label[language],
      hint: question.hint?.[language],
      error: visit.unknown.includes(question.id) ? t('guide.unknownAnswer') : undefined,
      value: visit.answers[question.id],
    };
    return question.options ? (
      <Choice
        key={question.id}
        {...props}
        options={question.options.map((option) => ({ value: option.id, label: option.label[language] }))}
      />
    ) : (
      <YesNo key={question.id} {...props} />
    );
  };
  return (
    <div class="stack">
      <ErrorSummary labels={labels} errors={visitErrors(visit, language)} />
      <Form plain method="get" action={`/lebenslagen/${id}`} label={t('guide.questions')}>
        {guide.questions.map(ask)}
        {guide.day ? (
          <DateField
            labels={labels}
            id={dayId}
            name="tag"
            label={guide.day[language]}
            hint={t('guide.dayHint')}
            optional
            value={visit.typed}
            error={visit.dayFaults.length > 0 ? t('guide.noSuchDay') : undefined}
            invalid={wrongParts(visit)}
          />
        ) : null}
        <Buttons>
          <Button>{t('guide.show')}</Button>
        </Buttons>
      </Form>
    </div>
  );
}
