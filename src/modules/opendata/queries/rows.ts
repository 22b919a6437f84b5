// The rows of a set as everyone gets them: the one way to them, with what is small hidden.
import type { App } from '../../../kernel/app.ts';
import { hideSmall } from '../../../kernel/hide-small.ts';
import type { OpenDataset, OpenRow } from '../../../kernel/open-data.ts';

export async function* publicRows(app: App, set: OpenDataset): AsyncGenerator<readonly OpenRow[]> {
  if (set.suppress === 'public') {
    yield* set.rows(app);
    return;
  }
  // What has to be hidden depends on the others of its group: such sets are small, and made once a day.
  const all: OpenRow[] = [];
  for await (const rows of set.rows(app)) all.push(...rows);
  yield hideSmall(set.columns, all, set.suppress);
}
