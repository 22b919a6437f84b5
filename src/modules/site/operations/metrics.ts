// `/metrics`: Prometheus text for the operator. Without METRICS_TOKEN the address does not exist.
import { timingSafeEqual } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { perApp, type App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { services } from '../../catalogue/index.ts';
import { logState, type LogState } from '../../transparency/index.ts';
import { bounds, type RequestMeasures } from './measure-requests.ts';

export const measuresOf = perApp<RequestMeasures>('The measures of requests');

const delay = monitorEventLoopDelay({ resolution: 20 });
delay.enable();

export const metricsRoute: Route = {
  method: 'GET',
  url: '/metrics',
  // The token is the permission: supervision has no account.
  may: everyone,
  ownToken: true,
  kind: 'file',
  summary: 'Prometheus metrics, with the token of the operator',
  async handle(request) {
    if (!tokenFits(request)) throw new Fault('NOT_FOUND');
    return {
      status: 200,
      type: 'text/plain; version=0.0.4; charset=utf-8',
      body: await metricsText(request.app),
      headers: { 'cache-control': 'no-store' },
    };
  },
};

function tokenFits({ app, headers }: Request): boolean {
  const { metricsToken } = app.config;
  if (metricsToken === undefined) return false;
  const expected = Buffer.from(`Bearer ${metricsToken}`);
  const given = Buffer.from(String(headers['authorization'] ?? ''));
  return given.length === expected.length && timingSafeEqual(given, expected);
}

type Sample = [labels: Record<string, string>, value: number];
type Add = (name: string, type: 'counter' | 'gauge', help: string, samples: Sample[]) => void;

async function metricsText(app: App): Promise<string> {
  const lines: string[] = [];
  const add: Add = (name, type, help, samples) => {
    lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`);
    for (const [labels, value] of samples) lines.push(`${name}${labelText(labels)} ${value}`);
  };
  const memory = process.memoryUsage();
  const cpu = process.cpuUsage();
  const jobs = await waitingJobs(app);
  add('drehscheibe_info', 'gauge', 'The running version.', [
    [{ version: app.release, mode: app.config.mode }, 1],
  ]);
  add('drehscheibe_services', 'gauge', 'Services that are online.', [[{}, services(app).length]]);
  add('drehscheibe_database_up', 'gauge', 'Whether the database answers.', [[{}, jobs ? 1 : 0]]);
  add('drehscheibe_database_connections', 'gauge', 'Connections of this process.', [
    [{ state: 'all' }, app.pool.totalCount],
    [{ state: 'idle' }, app.pool.idleCount],
    [{ state: 'waiting' }, app.pool.waitingCount],
  ]);
  if (jobs) {
    add('drehscheibe_jobs', 'gauge', 'Jobs that wait, and jobs that were given up.', [
      [{ state: 'waiting' }, jobs.waiting],
      [{ state: 'given-up' }, jobs.givenUp],
    ]);
  }
  const log = await logState(app).catch(() => undefined);
  if (log) addLog(add, log, app.clock.now());
  add('process_resident_memory_bytes', 'gauge', 'Memory of this process.', [[{}, memory.rss]]);
  add('nodejs_heap_used_bytes', 'gauge', 'Heap in use.', [[{}, memory.heapUsed]]);
  add('process_cpu_seconds_total', 'counter', 'CPU time of this process.', [
    [{}, (cpu.user + cpu.system) / 1e6],
  ]);
  add('process_uptime_seconds', 'gauge', 'Time since the process started.', [[{}, process.uptime()]]);
  add('nodejs_eventloop_delay_seconds', 'gauge', 'Delay of the event loop.', [
    [{ quantile: '0.5' }, delay.percentile(50) / 1e9],
    [{ quantile: '0.99' }, delay.percentile(99) / 1e9],
  ]);
  addRequests(lines, measuresOf.of(app));
  return `${lines.join('\n')}\n`;
}

/** Worth an alarm: the witness says anything but `agrees`, findings above 0, or a checkpoint that grows old while entries wait. */
function addLog(add: Add, { size, waiting, newest, witness, check }: LogState, now: Date): void {
  const age = (at: Date) => (now.getTime() - at.getTime()) / 1000;
  add(
    'drehscheibe_log_entries',
    'gauge',
    'Entries in the transparency log, and numbers given that are not in it yet.',
    [
      [{ state: 'committed' }, size],
      [{ state: 'waiting' }, waiting],
    ],
  );
  if (newest)
    add('drehscheibe_log_checkpoint_age_seconds', 'gauge', 'Time since the newest checkpoint was signed.', [
      [{}, age(newest.signedAt)],
    ]);
  if (witness)
    add(
      'drehscheibe_log_witness',
      'gauge',
      'What the witness said last: agrees, rewound, forked, stranger, unreachable.',
      [[{ state: witness.state }, 1]],
    );
  if (check) {
    add('drehscheibe_log_check_age_seconds', 'gauge', 'Time since everything was computed anew.', [
      [{}, age(check.at)],
    ]);
    add('drehscheibe_log_findings', 'gauge', 'What did not fit then.', [[{}, check.found]]);
  }
}

function addRequests(lines: string[], { series }: RequestMeasures): void {
  const name = 'http_request_duration_seconds';
  lines.push(`# HELP ${name} Time to answer, by kind of address.`, `# TYPE ${name} histogram`);
  for (const { method, route, status, count, sum, buckets } of series.values()) {
    const labels = { method, route, status };
    bounds.forEach((bound, index) =>
      lines.push(`${name}_bucket${labelText({ ...labels, le: String(bound) })} ${buckets[index] ?? 0}`),
    );
    lines.push(`${name}_bucket${labelText({ ...labels, le: '+Inf' })} ${count}`);
    lines.push(`${name}_sum${labelText(labels)} ${sum}`, `${name}_count${labelText(labels)} ${count}`);
  }
}

function labelText(labels: Record<string, string>): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}="${value.replace(/[\\"\n]/g, '_')}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

/** Undefined when the database does not answer: the other figures are still wanted, then most of all. */
async function waitingJobs(app: App): Promise<{ waiting: number; givenUp: number } | undefined> {
  try {
    const { rows } = await app.pool.query<{ waiting: number; givenUp: number }>(
      `select count(*) filter (where attempts < max_attempts)::int as waiting,
              count(*) filter (where attempts >= max_attempts)::int as "givenUp" from graphile_worker.jobs`,
    );
    return rows[0];
  } catch {
    return undefined;
  }
}
