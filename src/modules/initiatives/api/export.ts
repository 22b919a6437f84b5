// `/vorhaben.csv`: all public initiatives as a table in the reader's language, a portion at a time.
import { Readable } from 'node:stream';
import type { App } from '../../../kernel/app.ts';
import { csv } from '../../../kernel/csv.ts';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import { disposition } from '../../../kernel/http/reply.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { everyone } from '../../../kernel/permission.ts';
import { unitName } from '../../organisation/index.ts';
import { initiativesTexts } from '../initiatives-texts.ts';
import { shownTitle } from '../pages/words.tsx';
import { publicInitiatives } from '../queries/initiatives.ts';

const portion = 200;

async function* lines(app: App, language: Language): AsyncGenerator<string> {
  const t = initiativesTexts(language);
  yield csv([
    [
      t('export.id'),
      t('table.initiative'),
      t('part.goal'),
      t('list.phase'),
      t('list.department'),
      t('one.unit'),
      t('time.starts'),
      t('time.ends'),
      t('side.owner'),
      t('side.hub'),
      t('money.credit'),
      t('money.spent'),
      t('one.needs'),
      t('obstacles.title'),
    ],
  ]);
  let after: readonly [string, string] | undefined;
  do {
    const { items, next } = await publicInitiatives(app, {}, portion, after);
    yield csv(
      items.map((each) => [
        each.id,
        shownTitle(each, language),
        each.texts[language].goal,
        t(`phase.${each.phase}`),
        unitName(app, each.department, language),
        unitName(app, each.unit, language),
        each.startsOn ?? '',
        each.endsOn ?? '',
        t(`light.${each.ownerLight ?? 'none'}`),
        t(`light.${each.hubLight ?? 'none'}`),
        each.credit / 100,
        each.spent / 100,
        each.needs.join(' '),
        each.obstacles.join(' '),
      ]),
    );
    after = next === null ? undefined : readPageKey(next, 'instant', 'slug');
  } while (after !== undefined);
}

export const exportRoute: Route = {
  method: 'GET',
  url: '/vorhaben.csv',
  may: everyone,
  kind: 'file',
  summary: 'All public initiatives as a table (lang)',
  perMinute: 60,
  handle: ({ app, language }: Request) => ({
    status: 200,
    type: 'text/csv; charset=utf-8',
    body: Readable.from(lines(app, language)),
    headers: { 'content-disposition': disposition('vorhaben.csv', false), vary: 'accept-language, cookie' },
  }),
};
