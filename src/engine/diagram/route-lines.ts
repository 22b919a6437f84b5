// Leads lines between shapes: A* on a lattice, around every shape and label, with few bends, and never along another line.
import { lattice, type Bounds } from './place-nodes.ts';

export interface Point {
  x: number;
  y: number;
}

export interface Line {
  id: string;
  from: Bounds;
  to: Bounds;
  /** What the line joins, by id: lines from or to the same shape may share a part of their way. */
  joins: readonly [string, string];
  /** What it may not cross: shapes keep a distance, labels are only not crossed. */
  obstacles: readonly Bounds[];
  labels: readonly Bounds[];
  /** Where it must stay. */
  within: Bounds;
  /** Messages leave and arrive at the top or the bottom. */
  vertical?: boolean;
}

const sides = [
  { dx: 1, dy: 0 },
  { dx: 0, dy: 1 },
  { dx: -1, dy: 0 },
  { dx: 0, dy: -1 },
] as const;
const bend = 4;
const crossing = 3;
/** Running along another line is worse than any way around, and better than no way. */
const along = 200;
const sharing = 2;
/** A side of the shape where another line leaves or arrives is taken when the way around is long. */
const crowded = 12;
/** Above 1 the search heads for its aim: far fewer points for lines that are hardly longer. */
const eagerness = 1.1;
/** Leaving to the right and arriving from the left reads best. */
const leaving = [0, 3, 12, 3];
const arriving = [12, 3, 0, 3];

/** The lines that were led so far, by lattice point: which line uses it, in which direction. */
export class Router {
  private readonly columns: number;
  private readonly rows: number;
  /** Per direction (0 sideways, 1 up and down) and point: number of the line there, 0 for none. */
  private readonly used: [Uint16Array, Uint16Array];
  private readonly lines: (readonly [string, string])[] = [];

  constructor(width: number, height: number) {
    this.columns = Math.ceil(width / lattice) + 1;
    this.rows = Math.ceil(height / lattice) + 1;
    const points = this.columns * this.rows;
    this.used = [new Uint16Array(points), new Uint16Array(points)];
  }

  /** A border may be crossed, but no line runs along it. */
  fence({ x, y, width, height }: Bounds): void {
    this.lines.push(['', '']);
    for (let across = x; across <= x + width; across += lattice)
      for (const edge of [y, y + height]) this.used[0][this.index(across, edge)] = this.lines.length;
    for (let down = y; down <= y + height; down += lattice)
      for (const edge of [x, x + width]) this.used[1][this.index(edge, down)] = this.lines.length;
  }

  /** The corners of the line, from border to border. @throws Error when there is no way */
  lead(line: Line): Point[] {
    const blocked = this.blocked(line);
    const ends = this.ports(line.to, line.vertical).filter(({ at }) => !blocked[at]);
    const starts = this.ports(line.from, line.vertical).filter(({ at }) => !blocked[at]);
    const way = this.search(starts, ends, blocked, line.joins);
    if (!way) throw new Error(`No way for the line ${line.id}`);
    this.lines.push(line.joins);
    this.occupy(way);
    const first = starts.find(({ at }) => at === way[0]);
    const last = ends.find(({ at }) => at === way.at(-1));
    const points = way.map((at) => this.point(at));
    return corners([...(first ? [first.border] : []), ...points, ...(last ? [last.border] : [])]);
  }

  private point(at: number): Point {
    return { x: (at % this.columns) * lattice, y: Math.floor(at / this.columns) * lattice };
  }

  private index(x: number, y: number): number {
    return Math.round(y / lattice) * this.columns + Math.round(x / lattice);
  }

  /** The four places where a line may meet a shape: a point on the border, and the first free lattice point before it. */
  private ports({ x, y, width, height }: Bounds, vertical = false) {
    const [cx, cy] = [x + width / 2, y + height / 2];
    return sides.flatMap(({ dx, dy }, side) => {
      if (vertical && dx !== 0) return [];
      const half = (dx === 0 ? height : width) / 2;
      const stub = Math.ceil((half + lattice) / lattice) * lattice;
      const at = this.index(cx + dx * stub, cy + dy * stub);
      return [{ at, side, border: { x: cx + dx * half, y: cy + dy * half } }];
    });
  }

  private blocked(line: Line): Uint8Array {
    const blocked = new Uint8Array(this.columns * this.rows);
    const block = ({ x, y, width, height }: Bounds, margin: number) => {
      const [right, bottom] = [x + width + margin, y + height + margin];
      for (let row = Math.floor((y - margin) / lattice) + 1; row * lattice < bottom; row++)
        for (let column = Math.floor((x - margin) / lattice) + 1; column * lattice < right; column++)
          if (row >= 0 && column >= 0 && row < this.rows && column < this.columns)
            blocked[row * this.columns + column] = 1;
    };
    for (const each of [...line.obstacles, line.from, line.to]) block(each, lattice);
    for (const each of line.labels) block(each, 2);
    const { x, y, width, height } = line.within;
    for (let row = 0; row < this.rows; row++) {
      const start = row * this.columns;
      const out = row * lattice <= y || row * lattice >= y + height;
      for (let column = 0; column < this.columns; column++)
        if (out || column * lattice <= x || column * lattice >= x + width) blocked[start + column] = 1;
    }
    return blocked;
  }

  private search(
    starts: ReturnType<Router['ports']>,
    ends: ReturnType<Router['ports']>,
    blocked: Uint8Array,
    joins: Line['joins'],
  ): number[] | undefined {
    // A state is a point and the direction in which it was reached.
    const costs = new Float64Array(blocked.length * 4).fill(Infinity);
    const before = new Int32Array(blocked.length * 4).fill(-1);
    const open = new Heap();
    const targets = ends.map(({ at }) => this.point(at));
    const remaining = (at: number) => {
      const { x, y } = this.point(at);
      let least = Infinity;
      for (const target of targets) least = Math.min(least, Math.abs(x - target.x) + Math.abs(y - target.y));
      return (least / lattice) * eagerness;
    };
    const reach = (state: number, cost: number, from: number) => {
      if (cost >= (costs[state] ?? Infinity)) return;
      costs[state] = cost;
      before[state] = from;
      open.push(state, cost + remaining(state >> 2));
    };
    const crowd = (at: number) => (this.used[0][at] || this.used[1][at] ? crowded : 0);
    for (const { at, side } of starts) reach(at * 4 + side, (leaving[side] ?? 0) + crowd(at), -1);
    const moves = [1, this.columns, -1, -this.columns];
    const [sideways, upright] = this.used;
    const goals = new Map(ends.map(({ at, side }) => [at, side]));
    for (let state = open.pop(); state !== undefined; state = open.pop()) {
      if (state < 0) return trace(-state - 1, before);
      const at = state >> 2;
      const side = state & 3;
      const cost = costs[state] ?? 0;
      const goal = goals.get(at);
      if (goal !== undefined) {
        // It must come in against the side's direction; the end itself is a state, so that the cheapest wins.
        const turn = (goal + 2) % 4 === side ? 0 : goal === side ? Infinity : bend;
        const total = cost + turn + (arriving[goal] ?? 0) + crowd(at);
        if (total < Infinity) open.push(-state - 1, total);
      }
      for (let next = 0; next < 4; next++) {
        if ((next ^ 2) === side) continue;
        const to = at + (moves[next] ?? 0);
        if (to < 0 || to >= blocked.length || blocked[to]) continue;
        // Sideways along lines that run sideways, across those that run up and down; and the other way round.
        const same = (next & 1) === 0 ? sideways[to] : upright[to];
        const across = (next & 1) === 0 ? upright[to] : sideways[to];
        const step = 1 + (next === side ? 0 : bend) + (across ? crossing : 0);
        reach(to * 4 + next, cost + step + (same ? this.together(same, joins) : 0), state);
      }
    }
    return undefined;
  }

  /** What it costs to run along the line with this number. */
  private together(number: number, [from, to]: Line['joins']): number {
    const other = this.lines[number - 1];
    if (!other) return 0;
    return other[0] === from || other[1] === to ? sharing : along;
  }

  private occupy(way: readonly number[]): void {
    for (const [index, at] of way.entries()) {
      for (const other of [way[index - 1], way[index + 1]]) {
        if (other !== undefined) this.used[Math.abs(other - at) === 1 ? 0 : 1][at] = this.lines.length;
      }
      if (way.length === 1) this.used[0][at] = this.lines.length;
    }
  }
}

function trace(state: number, before: Int32Array): number[] {
  const way: number[] = [];
  for (let each = state; each >= 0; each = before[each] ?? -1) way.push(each >> 2);
  return way.reverse();
}

/** Without the points on the way between two bends. */
function corners(points: readonly Point[]): Point[] {
  return points.filter((point, index) => {
    const [previous, next] = [points[index - 1], points[index + 1]];
    if (!previous || !next) return true;
    const straight =
      (previous.x === point.x && point.x === next.x) || (previous.y === point.y && point.y === next.y);
    return !straight;
  });
}

/** Smallest cost first; two arrays of numbers, because it is the search's innermost part. */
class Heap {
  private readonly states: number[] = [];
  private readonly costs: number[] = [];

  push(state: number, cost: number): void {
    const { states, costs } = this;
    let at = states.length;
    states.push(state);
    costs.push(cost);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((costs[parent] ?? 0) <= cost) break;
      this.move(parent, at);
      at = parent;
    }
    states[at] = state;
    costs[at] = cost;
  }

  pop(): number | undefined {
    const { states, costs } = this;
    const first = states[0];
    const state = states.pop();
    const cost = costs.pop();
    if (state === undefined || cost === undefined || states.length === 0) return first;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= states.length) break;
      const right = left + 1;
      const child = right < states.length && (costs[right] ?? 0) < (costs[left] ?? 0) ? right : left;
      if ((costs[child] ?? 0) >= cost) break;
      this.move(child, at);
      at = child;
    }
    states[at] = state;
    costs[at] = cost;
    return first;
  }

  private move(from: number, to: number): void {
    this.states[to] = this.states[from] ?? 0;
    this.costs[to] = this.costs[from] ?? 0;
  }
}
