// The process in words: the text alternative of the drawing, with everything that the drawing says (WCAG 1.1.1).
import type { VNode } from 'preact';
import {
  nodesOf,
  type DiagramNode,
  type ServiceDefinition,
  type ServiceProcess,
} from '../../../engine/index.ts';
import { Rows, Stack } from '../../../ui/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { insightTexts } from '../insight-texts.ts';
import { RuleText } from './rule-text.tsx';

interface Props {
  app: App;
  service: ServiceDefinition;
  process: ServiceProcess;
  language: Language;
}

/** A numbered list for each lane; what only joins or opens a sub-process is left out. */
export function ProcessSteps(props: Props): VNode {
  const { process, language } = props;
  return (
    <Stack>
      {process.participants.flatMap(({ name, lanes }) =>
        lanes.map((lane) => (
          <section key={lane.id} aria-labelledby={`liste-${lane.id}`}>
            <h3 id={`liste-${lane.id}`}>{lane.name === undefined ? name : `${name}: ${lane.name}`}</h3>
            <Rows
              ordered
              small
              level={4}
              items={lane.bands
                .flatMap(({ nodes }) => nodes.flatMap(withInside))
                .filter(({ name: own }) => own !== '')
                .map((node) => ({
                  when: kindOf(node, language) === node.name ? undefined : kindOf(node, language),
                  title: node.name,
                  children: <Details {...props} node={node} />,
                }))}
            />
          </section>
        )),
      )}
    </Stack>
  );
}

function withInside(node: DiagramNode): DiagramNode[] {
  const inside = (node.inside ?? []).flatMap(({ nodes }) => nodes.flatMap(withInside));
  // Withdrawing and the time limit are told by their events.
  return node.kind === 'eventSubProcess' ? inside : [node, ...inside];
}

function Details({ app, service, node, process, language }: Props & { node: DiagramNode }): VNode {
  const t = insightTexts(language);
  const condition = node.kind === 'exclusiveGateway' ? node.note : undefined;
  const next = following(process, node.id);
  const messages = process.messages.filter(({ from }) => from === node.id);
  const names = new Map(nodesOf(process).map(({ id, name }) => [id, name]));
  return (
    <>
      {node.note && condition === undefined ? <p>{node.note}</p> : null}
      {condition === undefined ? null : (
        <RuleText app={app} service={service} language={language} rule={condition} />
      )}
      {node.repeated ? <p>{t('flow.repeated')}</p> : null}
      {messages.map(({ id, to }) => (
        <p key={id}>{t('flow.sends', { to: names.get(to) ?? '' })}</p>
      ))}
      {next.length > 0 ? <p>{t('flow.next', { next: next.join('; ') })}</p> : null}
    </>
  );
}

/** Names of what comes next, through gateways that only join. */
function following(process: ServiceProcess, id: string, seen: ReadonlySet<string> = new Set()): string[] {
  if (seen.has(id)) return [];
  const nodes = new Map(nodesOf(process).map((node) => [node.id, node]));
  return process.flows
    .filter(({ from }) => from === id)
    .flatMap((flow) => {
      const target = nodes.get(flow.to);
      const label = flow.name === undefined ? '' : `${flow.name}: `;
      if (target && target.name !== '') return [`${label}${target.name}`];
      return following(process, flow.to, new Set([...seen, id])).map((name) => `${label}${name}`);
    });
}

function kindOf({ kind, event, id }: DiagramNode, language: Language): string {
  const t = insightTexts(language);
  if (event === 'message') return t('flow.kind.message');
  if (event === 'timer') return t('flow.kind.clock');
  if (event === 'conditional') return t('flow.kind.event');
  if (kind === 'start') return t('flow.kind.start');
  if (kind === 'end') return t('flow.kind.end');
  if (kind === 'businessRuleTask') return t('flow.kind.rules');
  if (kind === 'exclusiveGateway') return t('flow.kind.branch');
  if (kind === 'eventGateway') return t('flow.kind.wait');
  return t(id.startsWith('page-') ? 'flow.kind.question' : 'flow.kind.step');
}
