// The essential facts of a service: who, by when, cost, how long, what is needed, what happens next.
import type { ServiceDefinition } from '../../../engine/index.ts';
import { PlainText, type FactItem } from '../../../ui/index.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { catalogueTexts } from '../catalogue-texts.ts';
import { questionCount } from '../queries/question-count.ts';
import { optionalText, text } from '../queries/text.ts';

/** Kinds that people may be obliged to, and are where it is said by when; the others are offers. */
const duties: readonly ServiceDefinition['kind'][] = ['registration', 'report'];

export function essentials(service: ServiceDefinition, language: Language): FactItem[] {
  const t = catalogueTexts(language);
  const due = optionalText(service, language, 'facts.due');
  const needs = (service.needs ?? []).map((id) => text(service, language, `needs.${id}`));
  const { asked, known } = questionCount(service);
  return [
    {
      term: t(duties.includes(service.kind) && due !== undefined ? 'service.mustWho' : 'service.forWho'),
      value: text(service, language, 'facts.who'),
    },
    ...(due === undefined ? [] : [{ term: t('service.due'), value: due }]),
    { term: t('service.cost'), value: text(service, language, 'facts.cost') },
    { term: t('service.duration'), value: text(service, language, 'facts.duration') },
    ...(needs.length === 0 ? [] : [{ term: t('service.needs'), value: <Needs texts={needs} /> }]),
    {
      term: t('service.questions'),
      value: [
        t('service.questionsAsked', { asked }),
        ...(known > 0 ? [t('service.questionsKnown', { known })] : []),
      ].join(' '),
    },
    { term: t('service.after'), value: text(service, language, 'facts.after') },
  ];
}

function Needs({ texts }: { texts: readonly string[] }) {
  if (texts.length === 1) return <>{texts[0]}</>;
  return <PlainText text={texts.map((each) => `- ${each}`).join('\n')} />;
}
