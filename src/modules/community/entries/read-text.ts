// One text, to whoever may report or moderate it; that a moderator reads a hidden one stands in its author's access log.
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact } from '../../../kernel/transaction.ts';
import type { Circle } from '../groups/circle.ts';
import type { Participant } from '../permissions.ts';
import type { EntryKind } from './entry.ts';
import { entrySightIn } from './entry-sight.ts';
import { logTexts } from './log-texts.ts';

export interface OneText {
  entry: string;
  source: string;
  kind: EntryKind;
  circle: Circle | undefined;
  body: string;
  state: 'shown' | 'hidden';
  mayModerate: boolean;
}

/** @throws Fault NOT_FOUND, also of what was taken back, and of what is hidden from whoever asks */
export async function readText(
  app: App,
  actor: Participant,
  { entry, source }: { entry: string; source: string },
): Promise<OneText> {
  return transact(app, actor, async (tx) => {
    const { circle, mayModerate } = await entrySightIn(tx, actor, entry);
    const whole = await tx.db
      .selectFrom('community.entry as e')
      .leftJoin('community.comment as c', (on) => on.onRef('c.entry_id', '=', 'e.id').on('c.id', '=', source))
      .select(['e.kind', 'e.title', 'e.body', 'e.state', 'e.author_id as author'])
      .select([
        'c.id as comment',
        'c.body as commentBody',
        'c.state as commentState',
        'c.author_id as commentBy',
      ])
      .where('e.id', '=', entry)
      .executeTakeFirstOrThrow();
    if (source !== entry && whole.comment === null) throw new Fault('NOT_FOUND');
    const text =
      whole.comment === null
        ? { body: `${whole.title}\n\n${whole.body}`, state: whole.state, author: whole.author }
        : { body: whole.commentBody ?? '', state: whole.commentState, author: whole.commentBy };
    if (text.state === 'removed' || (text.state === 'hidden' && !mayModerate)) throw new Fault('NOT_FOUND');
    if (text.state === 'shown' || text.author === null || text.author === actor.id)
      tx.impersonal('published');
    else await logTexts(tx, 'read', [text.author]);
    return {
      ...{ entry, source, circle, mayModerate },
      kind: whole.kind as EntryKind,
      body: text.body,
      state: text.state === 'hidden' ? 'hidden' : 'shown',
    };
  });
}
