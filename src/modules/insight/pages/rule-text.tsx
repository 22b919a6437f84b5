// A rule of a service in words; what joins many parts becomes a list.
import type { VNode } from 'preact';
import { ruleInWords, type ServiceDefinition } from '../../../engine/index.ts';
import { PlainText } from '../../../ui/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { contextOf } from '../../catalogue/index.ts';

export function RuleText(props: {
  app: App;
  service: ServiceDefinition;
  language: Language;
  /** FEEL. */
  rule: string;
}): VNode {
  const { app, service, language, rule } = props;
  const { text, items } = ruleInWords(service, language, contextOf(app, service), rule);
  return (
    <PlainText
      text={[`${text}${items.length > 0 ? ':' : ''}`, ...items.map((item) => `- ${item}`)].join('\n')}
    />
  );
}
