// One answer of the policy with its conditions, each with a word for whether it holds (WCAG 1.4.1).
import type { VNode } from 'preact';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { Rows, State } from '../../../ui/index.ts';
import type { Certificate, Decision } from '../../policy/index.ts';
import { caseTexts } from '../case-texts.ts';
import { conditionText } from './condition-words.ts';

interface ConditionRowsProps {
  app: App;
  language: Language;
  decision: Decision;
  certificates: readonly Certificate[];
  /** Nothing is said about whether these hold. */
  unsaid?: readonly Decision['because'][number]['kind'][];
}

export function ConditionRows(props: ConditionRowsProps): VNode {
  const { app, language, decision, certificates, unsaid = [] } = props;
  const t = caseTexts(language);
  if (decision.because.length === 0) return <p>{t('why.noRule')}</p>;
  return (
    <Rows
      kind="two"
      small
      level={4}
      items={decision.because.map((condition) => ({
        text: conditionText(app, language, condition, certificates),
        act: unsaid.includes(condition.kind) ? (
          <State tone="neutral">{t('why.unsaid')}</State>
        ) : condition.holds ? (
          <State tone="success">{t('why.holds')}</State>
        ) : (
          <State tone="danger">{t('why.missing')}</State>
        ),
      }))}
    />
  );
}
