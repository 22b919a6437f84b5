// contact.reindex: what was corrected is found by its new words.
import type { App } from '../../../kernel/app.ts';
import { indexCatalogue } from '../../catalogue/index.ts';

/** Safe to repeat: the index is filled only where its content has changed. */
export async function reindex(app: App): Promise<void> {
  await app.live.refresh();
  await indexCatalogue(app);
}
