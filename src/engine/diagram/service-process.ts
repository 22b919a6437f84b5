// A service's process, made from its definition and its lifecycle alone: in step with them by construction.
import type { Language, LetterId, ServiceDefinition } from '../definition/schema.ts';
import { lifecycleOf } from '../lifecycle/index.ts';
import { CaseSide } from './case-process.ts';
import { personSide } from './form-process.ts';
import { Flows, type ProcessWords, type ServiceProcess } from './process-model.ts';

/**
 * The process as a graph of two participants, the person and the unit.
 * @param words what the definition does not say, in `language`
 */
export function serviceProcess(
  definition: ServiceDefinition,
  language: Language,
  words: ProcessWords,
): ServiceProcess {
  const texts = definition.texts[language];
  const flows = new Flows();
  const subjects: Record<string, string> = Object.fromEntries(
    Object.keys(definition.letters).map((id) => [id, texts[`letters.${id}.subject`] ?? '']),
  );
  const side = new CaseSide(definition, subjects, lifecycleOf(definition.process.use), words, flows);
  const canton = side.build();
  const others: LetterId[] = ['receipt', 'question'];
  const person = personSide(
    definition,
    language,
    words,
    {
      decisions: [...side.letters].filter((id) => !others.includes(id)),
      receipt: side.letters.has('receipt'),
      question: side.letters.has('question'),
      withdrawal: side.canWithdraw,
    },
    flows,
  );
  return {
    id: definition.id,
    name: texts['title'] ?? definition.id,
    note: words.about,
    participants: [person, canton],
    flows: flows.all,
    messages: side.messages,
  };
}
