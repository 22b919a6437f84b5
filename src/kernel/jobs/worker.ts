// Jobs: graphile-worker runs what actions and events queued, with retries; every job may run twice.
import { Logger, parseCronItems, run, type Runner, type TaskList } from 'graphile-worker';
import type { App } from '../app.ts';

/** Starts the workers of this process. `stop` lets running jobs finish. */
export async function startWorker(app: App, concurrency = 4): Promise<Runner> {
  const taskList: TaskList = {};
  for (const module of app.modules) {
    for (const [task, job] of Object.entries(module.jobs ?? {})) {
      taskList[task] = async (payload) => job(app, payload as Record<string, unknown>);
    }
  }
  // As items, not as a crontab text: that would refuse the dot in our task names.
  const parsedCronItems = parseCronItems(
    app.modules.flatMap((module) => module.schedule ?? []).map(({ task, cron }) => ({ task, match: cron })),
  );
  return run({
    pgPool: app.pool,
    taskList,
    concurrency,
    noHandleSignals: true,
    // LISTEN/NOTIFY wakes the worker; the poll is only for jobs with a time.
    pollInterval: 2000,
    parsedCronItems,
    logger: quiet(app),
  });
}

function quiet(app: App) {
  return new Logger(() => (level, message) => {
    if (level === 'error') app.log.error(message);
    else if (level === 'warning') app.log.warn(message);
    else app.log.debug(message);
  });
}
