// A course small enough to be read in a test: two modules, questions of each kind.
import type { LocalText } from '../../../kernel/i18n/texts.ts';
import type { Course, Question } from '../course.ts';

const four = (text: string): LocalText => ({ de: text, fr: text, it: text, en: text });

export const one = (id: string, module: string): Question => ({
  ...{ id, kind: 'one', module, ask: four(`Which one, ${id}?`), why: four('Because.') },
  options: [
    { id: 'a', text: four('A'), right: true, why: four('A is it.') },
    { id: 'b', text: four('B'), why: four('B is not.') },
    { id: 'c', text: four('C') },
  ],
});

export const many = (id: string, module: string): Question => ({
  ...one(id, module),
  kind: 'many',
  options: [
    { id: 'a', text: four('A'), right: true },
    { id: 'b', text: four('B'), right: true },
    { id: 'c', text: four('C'), right: false },
  ],
});

export const order = (id: string, module: string): Question => ({
  ...one(id, module),
  kind: 'order',
  options: ['first', 'second', 'third'].map((each) => ({ id: each, text: four(each) })),
});

export const smallCourse = (): Course => ({
  id: 'small',
  version: 1,
  title: four('Small'),
  summary: four('A small course.'),
  audience: ['all'],
  minutes: 10,
  passAt: 0.8,
  draw: 5,
  tries: { most: 3, waitHours: 24 },
  minutesForQuiz: 30,
  feedback: 'each',
  validMonths: 24,
  certificate: 'sensitive-data',
  modules: ['begin', 'end'].map((id) => ({
    id,
    title: four(id),
    text: four('## Heading\n\nText.\n\n- one\n- two'),
    check: [
      {
        id: 'self',
        ask: four('Is it?'),
        options: [
          { text: four('Yes'), right: true, why: four('It is.') },
          { text: four('No'), right: false, why: four('It is.') },
        ],
      },
    ],
  })),
  questions: [
    ...['one-1', 'one-2', 'one-3', 'one-4', 'one-5', 'one-6'].map((id) => one(id, 'begin')),
    many('many-1', 'end'),
    order('order-1', 'end'),
  ],
});
