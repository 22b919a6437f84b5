// The form by which the data protection officer decides about a risky purpose, and what was typed into it.
import type { VNode } from 'preact';
import type { Request } from '../../../kernel/http/route.ts';
import { Button, Buttons, Choice, Form, LongTextField, uiLabels, type FormError } from '../../../ui/index.ts';
import type { GivenDecision } from '../actions/decide-purpose.ts';
import type { Outcome } from '../assessment/standing.ts';
import { governanceTexts } from '../governance-texts.ts';

const outcomes: readonly Outcome[] = ['approved', 'conditional', 'refused'];
/** For how many years an approval can be given; then the purpose is looked at anew. */
const years = [1, 2, 3, 5] as const;
const longest = 4000;

export type Typed = Partial<Record<'outcome' | 'reason' | 'conditions' | 'years' | 'digest', unknown>>;
const asText = (value: unknown) => (typeof value === 'string' ? value.replaceAll('\u0000', '') : '');

/** The decision, or what is missing in it. */
export function readDecision({ app, body, language }: Request): {
  decision?: GivenDecision;
  typed: Typed;
  errors: FormError[];
} {
  const t = governanceTexts(language);
  const typed = (body ?? {}) as Typed;
  const outcome = outcomes.find((each) => each === typed.outcome);
  const reason = asText(typed.reason).trim();
  const conditions = asText(typed.conditions).trim();
  const span = years.find((each) => String(each) === typed.years);
  const errors: FormError[] = [];
  const complain = (fieldId: string, message: string) => errors.push({ fieldId, message });
  if (!outcome) complain('outcome', t('decide.outcome.missing'));
  if (reason === '') complain('reason', t('decide.reason.missing'));
  if (reason.length > longest) complain('reason', t('decide.tooLong', { longest }));
  if (outcome === 'conditional' && conditions === '') complain('conditions', t('decide.conditions.missing'));
  if (conditions.length > longest) complain('conditions', t('decide.tooLong', { longest }));
  if (outcome !== 'refused' && !span) complain('years', t('decide.years.missing'));
  if (!outcome || errors.length > 0) return { typed, errors };
  return {
    typed,
    errors,
    decision: {
      outcome,
      reason,
      conditions: outcome === 'conditional' ? conditions : null,
      validUntil: outcome === 'refused' || !span ? null : inYears(app.clock.today(), span),
      digest: asText(typed.digest),
    },
  };
}

/** The same day some years later; 29 February becomes the 28th. */
function inYears(day: string, span: number): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${Number(year) + span}-${month}-${month === '02' && date === '29' ? '28' : date}`;
}

interface Props {
  request: Request;
  action: string;
  digest: string;
  typed: Typed;
  errors: readonly FormError[];
}

export function DecisionForm({ request, action, digest, typed, errors }: Props): VNode {
  const { csrf, language } = request;
  const t = governanceTexts(language);
  const labels = uiLabels(language);
  const errorAt = (id: string) => errors.find(({ fieldId }) => fieldId === id)?.message;
  return (
    <Form action={action} hidden={{ _csrf: csrf, digest }}>
      <Choice
        labels={labels}
        id="outcome"
        name="outcome"
        label={t('decide.outcome')}
        error={errorAt('outcome')}
        value={asText(typed.outcome)}
        options={outcomes.map((each) => ({
          value: each,
          label: t(`outcome.${each}`),
          hint: t(`outcome.${each}.hint`),
        }))}
      />
      <LongTextField
        labels={labels}
        id="reason"
        name="reason"
        label={t('decide.reason')}
        error={errorAt('reason')}
        value={asText(typed.reason)}
        maxLength={longest}
        rows={6}
      />
      <LongTextField
        labels={labels}
        id="conditions"
        name="conditions"
        label={t('decide.conditions')}
        hint={t('decide.conditions.hint')}
        error={errorAt('conditions')}
        value={asText(typed.conditions)}
        maxLength={longest}
        rows={4}
        optional
      />
      <Choice
        labels={labels}
        id="years"
        name="years"
        label={t('decide.years')}
        hint={t('decide.years.hint')}
        error={errorAt('years')}
        value={asText(typed.years)}
        options={years.map((each) => ({
          value: String(each),
          label: t('decide.years.option', { count: each }),
        }))}
      />
      <Buttons>
        <Button>{t('decide.send')}</Button>
      </Buttons>
    </Form>
  );
}
