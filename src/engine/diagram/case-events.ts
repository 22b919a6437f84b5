// What may happen to a case at any time: the promised time is over, the person withdraws. Event sub-processes in BPMN.
import type { ServiceDefinition } from '../definition/schema.ts';
import type { DiagramNode, Flows, Message, ProcessWords } from './process-model.ts';

/** The clock of the promise: the case is shown as overdue, and goes on. */
export function promiseOver(definition: ServiceDefinition, words: ProcessWords, flows: Flows): DiagramNode {
  flows.add('promise-over', 'overdue');
  return {
    id: 'promise',
    kind: 'eventSubProcess',
    name: words.promise,
    note: words.promiseNote,
    inside: [
      {
        nodes: [
          {
            id: 'promise-over',
            kind: 'start',
            event: 'timer',
            name: words.promise,
            duration: `P${definition.process.promise.workingDays}D`,
            interrupting: false,
          },
          { id: 'overdue', kind: 'end', name: words.overdue },
        ],
      },
    ],
  };
}

/** The person's withdrawal arrives and ends the case. */
export function withdrawn(words: ProcessWords, flows: Flows, messages: Message[]): DiagramNode {
  flows.add('hears-withdrawal', 'withdrawn');
  messages.push({
    id: 'message-withdrawal',
    from: 'sends-withdrawal',
    to: 'hears-withdrawal',
    name: words.withdrawal,
  });
  return {
    id: 'withdrawal',
    kind: 'eventSubProcess',
    name: words.withdrawal,
    inside: [
      {
        nodes: [
          { id: 'hears-withdrawal', kind: 'start', event: 'message', name: words.withdrawal },
          { id: 'withdrawn', kind: 'end', name: words.state('withdrawn') },
        ],
      },
    ],
  };
}
