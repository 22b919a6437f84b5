// Makes public initiatives and legal obstacles findable as they appear and change.
import { sql } from 'kysely';
import type { App } from '../../kernel/app.ts';
import { languages } from '../../kernel/i18n/texts.ts';
import type { Job } from '../../kernel/module.ts';
import {
  needsFilling,
  noteFilled,
  putSearchEntries,
  topicName,
  type SearchEntry,
} from '../catalogue/index.ts';
import { unitName } from '../organisation/index.ts';
import type { PublicInitiative } from './initiative.ts';
import type { Obstacle } from './obstacle.ts';
import { articleText, initiativeHref, obstacleHref } from './pages/words.tsx';
import { publicInitiative, publicInitiatives } from './queries/initiatives.ts';
import { obstacleById, obstacleList } from './queries/obstacles.ts';
import { readPageKey } from '../../kernel/page-key.ts';

/** Whoever wants to do something must not find projects first. */
const weight = 0.5;
const together = 100;

const initiativeEntry = (app: App, initiative: PublicInitiative): SearchEntry => ({
  id: initiative.id,
  url: initiativeHref(initiative),
  texts: Object.fromEntries(
    languages.map((language) => {
      const { title, goal, people, before, future } = initiative.texts[language];
      const topics = initiative.topics.map((topic) => topicName(app, topic, language));
      const keywords = [...topics, unitName(app, initiative.unit, language)].join(', ');
      return [language, { title, summary: goal, keywords, text: [people, before, future].join(' ') }];
    }),
  ),
});

const obstacleEntry = (obstacle: Obstacle): SearchEntry => ({
  id: obstacle.id,
  url: obstacleHref(obstacle),
  texts: Object.fromEntries(
    languages.map((language) => {
      const { title, blocks, proposal } = obstacle.texts[language];
      return [language, { title, summary: blocks, keywords: articleText(obstacle), text: proposal }];
    }),
  ),
});

/** After an event: it is put in as it is now, whatever has happened since. */
export const indexInitiative: Job = async (app, { subject }) => {
  const initiative = await publicInitiative(app, String(subject));
  if (initiative) await putSearchEntries(app, 'initiative', weight, [initiativeEntry(app, initiative)]);
};

export const indexObstacle: Job = async (app, { subject }) => {
  const obstacle = await obstacleById(app.db, String(subject));
  if (obstacle) await putSearchEntries(app, 'obstacle', weight, [obstacleEntry(obstacle)]);
};

/** All of them, by key; once for each format of the index. */
export async function fillInitiativesIndex(app: App): Promise<void> {
  if (await needsFilling(app, 'initiative')) {
    let after: readonly [string, string] | undefined;
    do {
      const { items, next } = await publicInitiatives(app, {}, together, after);
      await putSearchEntries(
        app,
        'initiative',
        weight,
        items.map((each) => initiativeEntry(app, each)),
      );
      after = next === null ? undefined : readPageKey(next, 'instant', 'slug');
    } while (after !== undefined);
    await noteFilled(app, 'initiative');
  }
  if (!(await needsFilling(app, 'obstacle'))) return;
  let after: readonly [string, string] | undefined;
  do {
    const { items, next } = await obstacleList(app, { limit: together, after });
    await putSearchEntries(app, 'obstacle', weight, items.map(obstacleEntry));
    after = next === null ? undefined : readPageKey(next, 'instant', 'slug');
  } while (after !== undefined);
  await noteFilled(app, 'obstacle');
}

/** Queued at the start and not done in it: a large portfolio must not keep the program from serving. */
export async function queueFilling(app: App): Promise<void> {
  if ((await needsFilling(app, 'initiative')) || (await needsFilling(app, 'obstacle')))
    await sql`select graphile_worker.add_job('initiatives.fill-index', job_key := 'initiatives.fill-index')`.execute(
      app.db,
    );
}
