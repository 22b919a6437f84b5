// Jobs: graphile-worker runs what actions and events queued, with retries; every job may run twice.
import { EventEmitter } from 'node:events';
import { Logger, parseCronItems, run, type Runner, type TaskList, type WorkerEvents } from 'graphile-worker';
import type { App } from '../app.ts';
import { atPresent } from '../clock.ts';

/** Pause before the workers begin anew after they gave up, in milliseconds. */
const pause = 5_000;

export interface Worker {
  /** Lets running jobs finish. */
  stop(): Promise<void>;
}

/**
 * Starts the workers of this process. graphile-worker reconnects by itself; should it give up all the same, the workers
 * begin anew, because a site whose mails and letters silently stay behind is worse than one that is down.
 */
export async function startWorker(app: App, concurrency = 4): Promise<Worker> {
  let stopping = false;
  let timer: NodeJS.Timeout | undefined;
  let beginning = Promise.resolve();
  /** Names under which workers of this process hold jobs. */
  const names = new Set<string>();
  let runner = await runJobs(app, concurrency, names);
  const beginLater = (): void => {
    if (stopping) return;
    app.log.error(`The workers have stopped; they begin anew in ${pause / 1000} seconds`);
    timer = setTimeout(() => (beginning = begin()), pause);
  };
  const watch = () => void runner.promise.catch(() => undefined).then(beginLater);
  const begin = async (): Promise<void> => {
    try {
      // When noting that a job is done fails, graphile-worker gives up at once and leaves the job with workers that are gone: for four hours.
      await app.pool.query('select graphile_worker.force_unlock_workers($1::text[])', [[...names]]);
      names.clear();
      runner = await runJobs(app, concurrency, names);
      watch();
    } catch (error) {
      app.log.error({ err: error }, 'The workers could not begin');
      beginLater();
    }
  };
  watch();
  return {
    async stop() {
      stopping = true;
      clearTimeout(timer);
      await beginning;
      // Refused when it has already stopped by itself.
      await runner.stop().catch(() => undefined);
    },
  };
}

async function runJobs(app: App, concurrency: number, names: Set<string>): Promise<Runner> {
  const events: WorkerEvents = new EventEmitter();
  events.on('pool:create', ({ workerPool }) => names.add(workerPool.id));
  const taskList: TaskList = {};
  for (const module of app.modules) {
    for (const [task, job] of Object.entries(module.jobs ?? {})) {
      taskList[task] = (payload) => atPresent(async () => job(app, payload as Record<string, unknown>));
    }
  }
  // As items, not as a crontab text: that would refuse the dot in our task names.
  const parsedCronItems = parseCronItems(
    app.modules.flatMap((module) => module.schedule ?? []).map(({ task, cron }) => ({ task, match: cron })),
  );
  return run({
    events,
    pgPool: app.pool,
    taskList,
    concurrency,
    noHandleSignals: true,
    // LISTEN/NOTIFY wakes the worker; the poll is only for jobs with a time.
    pollInterval: 2000,
    parsedCronItems,
    logger: quiet(app),
    // In batches, because only then does stopping wait until what was done is noted: else it would be done again.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  });
}

function quiet(app: App) {
  return new Logger(() => (level, message) => {
    if (level === 'error') app.log.error(message);
    else if (level === 'warning') app.log.warn(message);
    else app.log.debug(message);
  });
}
