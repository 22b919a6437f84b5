/** A process as a drawing in the notation of BPMN 2.0: pools, lanes, shapes and lines at given places. */
import type { VNode } from 'preact';

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** @public */
export interface PictureShape {
  id: string;
  kind: 'event' | 'task' | 'gateway' | 'subProcess';
  bounds: Box;
  /** Inside of tasks; the title of sub-processes. */
  lines: readonly string[];
  /** Outside of events and gateways. */
  label?: (Box & { lines: readonly string[] }) | undefined;
  /** Events: a thin, a double or a thick ring. */
  ring?: 'start' | 'between' | 'end' | undefined;
  sign?: 'message' | 'sent' | 'timer' | 'condition' | 'exclusive' | 'events' | 'repeated' | undefined;
  /** Small word in the corner of a task: who or what does it. */
  does?: 'person' | 'rules' | 'send' | undefined;
  dashed?: boolean | undefined;
}

export interface ProcessPictureProps {
  /** Names the drawing; its title and description get `{id}-t` and `{id}-d`. */
  id: string;
  title: string;
  /** What is to be seen, in words; the same content stands in a list near by. */
  description: string;
  width: number;
  height: number;
  pools: readonly {
    id: string;
    name: string;
    bounds: Box;
    lanes: readonly { id: string; name: string; bounds: Box }[];
  }[];
  shapes: readonly PictureShape[];
  lines: readonly {
    id: string;
    kind: 'sequence' | 'message';
    points: readonly { x: number; y: number }[];
    name: string;
    label?: Box | undefined;
    isDefault: boolean;
  }[];
}

const header = 30;
const lineHeight = 15;

/** Named by its title, described by its description (WCAG 1.1.1); the region around it scrolls and takes focus (WCAG 1.4.10). */
export function ProcessPicture(props: ProcessPictureProps): VNode {
  const { id, title, description, width, height, pools, shapes, lines } = props;
  return (
    <div class="scroll picture" role="region" aria-labelledby={`${id}-t`} tabIndex={0}>
      <svg
        class="process"
        role="img"
        aria-labelledby={`${id}-t ${id}-d`}
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
      >
        <title id={`${id}-t`}>{title}</title>
        <desc id={`${id}-d`}>{description}</desc>
        <defs>
          <marker
            id={`${id}-arrow`}
            viewBox="0 0 10 10"
            refX="10"
            refY="5"
            markerWidth="9"
            markerHeight="9"
            orient="auto"
          >
            <path class="head-full" d="M0 0 10 5 0 10z" />
          </marker>
          <marker
            id={`${id}-open`}
            viewBox="0 0 10 10"
            refX="9.5"
            refY="5"
            markerWidth="10"
            markerHeight="10"
            orient="auto"
          >
            <path class="head-open" d="M1 1 9 5 1 9z" />
          </marker>
        </defs>
        {pools.map((pool) => (
          <Pool key={pool.id} {...pool} />
        ))}
        {shapes.filter(({ kind }) => kind === 'subProcess').map(shapeOf)}
        {lines.map((line) => (
          <polyline
            key={line.id}
            class={line.kind}
            points={line.points.map(({ x, y }) => `${x},${y}`).join(' ')}
            marker-end={`url(#${id}-${line.kind === 'sequence' ? 'arrow' : 'open'})`}
          />
        ))}
        {shapes.filter(({ kind }) => kind !== 'subProcess').map(shapeOf)}
        {lines.map(({ id: key, label, name }) =>
          label ? (
            <text key={key} class="said" x={label.x} y={label.y + 12}>
              {name}
            </text>
          ) : null,
        )}
      </svg>
    </div>
  );
}

function Pool({ name, bounds, lanes }: ProcessPictureProps['pools'][number]): VNode {
  return (
    <g>
      <rect class="pool" {...bounds} />
      <Turned name={name} {...bounds} />
      <path class="edge" d={`M${bounds.x + header} ${bounds.y}v${bounds.height}`} />
      {lanes.map((lane) => (
        <g key={lane.id}>
          <rect class="lane" {...lane.bounds} />
          <Turned name={lane.name} {...lane.bounds} />
        </g>
      ))}
    </g>
  );
}

/** The name of a pool or lane, read from below. */
function Turned({ name, x, y, height }: Box & { name: string }): VNode {
  const [cx, cy] = [x + header / 2, y + height / 2];
  return (
    <text class="turned" transform={`translate(${cx} ${cy}) rotate(-90)`} text-anchor="middle" dy="4">
      {name}
    </text>
  );
}

const shapeOf = (shape: PictureShape): VNode => <Shape key={shape.id} {...shape} />;

function Shape({ kind, bounds, lines, label, ring, sign, does, dashed }: PictureShape): VNode {
  const { x, y, width, height } = bounds;
  const [cx, cy] = [x + width / 2, y + height / 2];
  return (
    <g>
      {kind === 'event' ? (
        <>
          <circle class={`event ${ring ?? ''}${dashed ? ' dashed' : ''}`} cx={cx} cy={cy} r={18} />
          {ring === 'between' ? <circle class="event" cx={cx} cy={cy} r={14.5} /> : null}
        </>
      ) : null}
      {kind === 'gateway' ? <path class="gateway" d={`M${cx} ${y}l25 25-25 25-25-25z`} /> : null}
      {kind === 'task' ? <rect class="task" {...bounds} rx={8} /> : null}
      {kind === 'subProcess' ? <rect class={dashed ? 'sub dashed' : 'sub'} {...bounds} rx={8} /> : null}
      {sign ? (
        <path
          class={`sign ${sign}`}
          transform={`translate(${cx} ${sign === 'repeated' ? y + height - 10 : cy})`}
          d={signs[sign]}
        />
      ) : null}
      {does ? (
        <path class={`sign ${does}`} transform={`translate(${x + 14} ${y + 12})`} d={doers[does]} />
      ) : null}
      {kind === 'task' ? (
        <Words x={cx} y={cy - (lines.length * lineHeight) / 2 + 5} lines={lines} middle />
      ) : null}
      {kind === 'subProcess' ? <Words x={cx} y={y + 6} lines={lines} middle strong /> : null}
      {label ? <Words x={cx} y={label.y} lines={label.lines} middle /> : null}
    </g>
  );
}

function Words(props: {
  x: number;
  y: number;
  lines: readonly string[];
  middle?: boolean;
  strong?: boolean;
}): VNode {
  return (
    <text class={props.strong ? 'words strong' : 'words'} text-anchor={props.middle ? 'middle' : 'start'}>
      {props.lines.map((line, index) => (
        <tspan key={index} x={props.x} y={props.y + 12 + index * lineHeight}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

/** The signs of BPMN, drawn around the middle. */
const signs = {
  message: 'M-9-6H9V6H-9zM-9-6 0 1 9-6',
  sent: 'M-9-6H9V6H-9zM-9-6 0 1 9-6',
  timer: 'M0-9A9 9 0 1 1-.1-9M0-6V0L4 3',
  condition: 'M-7-9H7V9H-7zM-4-5H4M-4-1.5H4M-4 2H4M-4 5.5H4',
  exclusive: 'M-7-8 7 8M7-8-7 8',
  events: 'M0-11 10.5-3.5 6.5 9H-6.5L-10.5-3.5z',
  repeated: 'M-6-3H6M-6 1H6M-6 5H6',
} as const;

const doers = {
  person: 'M0-6a3 3 0 1 1-.1 0M-6 7c0-9 12-9 12 0z',
  rules: 'M-7-5H7V6H-7zM-7-1H7M-2-1V6',
  send: 'M-8-5H8V6H-8zM-8-5 0 1 8-5',
} as const;
