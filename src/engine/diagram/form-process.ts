// The person's side of a process: the questions with their conditions, handing in, and what comes back.
import type { LetterId, PageDefinition, ServiceDefinition, Language } from '../definition/schema.ts';
import type { Band, DiagramNode, Flows, Participant, ProcessWords } from './process-model.ts';

/** Questions and gateways of one row of the form. */
const perRow = 5;

/** Pages that come together: asked under the same condition, which the pages between can't change. */
interface Block {
  condition: string | undefined;
  pages: PageDefinition[];
}

/** The condition under which a page is on the path; undefined when always. */
function conditionOf(page: PageDefinition): string | undefined {
  if (page.when !== undefined) return page.when;
  const conditions = page.fields.map((field) => field.when);
  // A page none of whose fields is asked is not on the path.
  return conditions.every((each) => each !== undefined)
    ? [...new Set(conditions)].map((each) => (conditions.length > 1 ? `(${each})` : each)).join(' or ')
    : undefined;
}

function blocksOf(pages: readonly PageDefinition[]): Block[] {
  const blocks: Block[] = [];
  for (const page of pages) {
    const condition = conditionOf(page);
    const last = blocks.at(-1);
    if (last && condition !== undefined && last.condition === condition) last.pages.push(page);
    else blocks.push({ condition, pages: [page] });
  }
  return blocks;
}

/** The form as an expanded sub-process, in rows. */
function formBands(
  definition: ServiceDefinition,
  language: Language,
  words: ProcessWords,
  flows: Flows,
): Band[] {
  const texts = definition.texts[language];
  const nodes: DiagramNode[] = [];
  let previous = 'form-start';
  const add = (node: DiagramNode) => {
    nodes.push(node);
    return node.id;
  };
  add({ id: previous, kind: 'start', name: '' });
  for (const { condition, pages } of blocksOf(definition.pages)) {
    const nav = (page: PageDefinition) => texts[`pages.${page.id}.nav`] ?? page.id;
    const key = pages[0]?.id ?? '';
    const split = `if-${key}`;
    if (condition !== undefined) {
      const name = `${pages.map(nav).slice(0, 2).join(', ')}${pages.length > 2 ? ' …' : ''}?`;
      flows.add(previous, add({ id: split, kind: 'exclusiveGateway', name, note: condition }));
      previous = split;
    }
    for (const page of pages) {
      const id = add({
        id: `page-${page.id}`,
        kind: 'userTask',
        name: nav(page),
        note: texts[`pages.${page.id}.question`] ?? '',
        ...(page.repeat ? { repeated: true } : {}),
      });
      flows.add(previous, id, previous === split ? { name: words.yes, condition: condition ?? '' } : {});
      previous = id;
    }
    if (condition !== undefined) {
      const join = add({ id: `end-if-${key}`, kind: 'exclusiveGateway', name: '' });
      flows.add(previous, join);
      flows.add(split, join, { name: words.no, isDefault: true });
      previous = join;
    }
  }
  flows.add(previous, add({ id: 'form-end', kind: 'end', name: '' }));
  return rows(nodes);
}

/** A row never ends with a gateway that splits: its «ja» and «nein» need different sides. */
function rows(nodes: readonly DiagramNode[]): Band[] {
  const bands: Band[] = [];
  for (let at = 0; at < nodes.length;) {
    // The end does not stand alone.
    const full = nodes.slice(at, nodes.length - at === perRow + 1 ? nodes.length : at + perRow);
    const row = full.at(-1)?.id.startsWith('if-') ? full.slice(0, -1) : full;
    bands.push({ nodes: row });
    at += row.length;
  }
  return bands;
}

/** What the person hears and may do after handing in. */
export interface Correspondence {
  /** Letters that end the waiting, in the order of the lifecycle. */
  decisions: LetterId[];
  receipt: boolean;
  question: boolean;
  withdrawal: boolean;
}

export function personSide(
  definition: ServiceDefinition,
  language: Language,
  words: ProcessWords,
  correspondence: Correspondence,
  flows: Flows,
): Participant {
  const texts = definition.texts[language];
  const { decisions, receipt, question, withdrawal } = correspondence;
  const letter = (id: LetterId): DiagramNode => ({
    id: `hears-${id}`,
    kind: 'catch',
    event: 'message',
    name: words.letter(id),
  });
  const first: Band = {
    nodes: [
      { id: 'begin', kind: 'start', name: words.begin },
      {
        id: 'form',
        kind: 'subProcess',
        name: words.form,
        inside: formBands(definition, language, words, flows),
      },
    ],
  };
  flows.add('begin', 'form');
  const loops = receipt || question;
  const waiting: Band = { nodes: [] };
  first.nodes.push({ id: 'submit', kind: 'sendTask', name: texts['submit'] ?? '' });
  flows.add('form', 'submit');
  if (loops) {
    waiting.nodes.push({ id: 'again', kind: 'exclusiveGateway', name: '' });
    flows.add('submit', 'again');
  }
  waiting.nodes.push({ id: 'hear', kind: 'eventGateway', name: words.waitForLetter });
  flows.add(loops ? 'again' : 'submit', 'hear');
  const bands = [first, waiting];
  const branch = (nodes: DiagramNode[], to?: string) => {
    let previous = 'hear';
    for (const node of nodes) {
      flows.add(previous, node.id);
      previous = node.id;
    }
    if (to !== undefined) flows.add(previous, to);
    if (waiting.nodes.at(-1)?.id === 'hear') waiting.nodes.push(...nodes);
    else bands.push({ after: 'hear', nodes });
  };
  for (const id of decisions) branch([letter(id), { id: `done-${id}`, kind: 'end', name: words.done }]);
  if (receipt) branch([letter('receipt')], 'again');
  if (question)
    branch(
      [letter('question'), { id: 'answer-question', kind: 'sendTask', name: words.answerQuestion }],
      'again',
    );
  if (withdrawal) waiting.nodes.push(withdrawing(words, flows));
  return { id: 'person', name: words.person, lanes: [{ id: 'person-lane', bands }] };
}

/** Withdrawing is possible at any time until the decision. */
function withdrawing(words: ProcessWords, flows: Flows): DiagramNode {
  flows.add('wants-withdrawal', 'sends-withdrawal');
  return {
    id: 'withdrawing',
    kind: 'eventSubProcess',
    name: words.withdrawal,
    inside: [
      {
        nodes: [
          { id: 'wants-withdrawal', kind: 'start', event: 'conditional', name: words.withdrawalWish },
          { id: 'sends-withdrawal', kind: 'end', event: 'message', name: words.withdrawal },
        ],
      },
    ],
  };
}
