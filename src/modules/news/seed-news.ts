// Fills the demonstration with invented news and a warning that has ended, by the same actions that editors use.
import { Type } from 'typebox';
import type { StaffActor } from '../../kernel/actor.ts';
import type { App } from '../../kernel/app.ts';
import { LocalTextSchema, readCheckedFile, stopForFaults } from '../../kernel/canton-file.ts';
import { runAt } from '../../kernel/clock.ts';
import { demoActor } from '../identity/index.ts';
import { correctNews, withdrawNews } from './actions/change-published.ts';
import { publishNews } from './actions/publish-news.ts';
import { beginNews } from './actions/save-news.ts';
import { bannerTemplates } from './banner/load-templates.ts';
import { endBanner, setBanner } from './banner/set-banner.ts';
import { bannerOf } from './banner/banner.ts';
import { itemById } from './queries/items.ts';

const Text = Type.Object({ title: Type.String(), lead: Type.String(), body: Type.String() });
const Ids = Type.Array(Type.String());
const FileSchema = Type.Object({
  news: Type.Array(
    Type.Object({
      id: Type.String({ format: 'uuid' }),
      days: Type.Integer({ minimum: 0 }),
      topics: Ids,
      areas: Ids,
      unit: Type.String(),
      services: Ids,
      processes: Ids,
      texts: Type.Object({ de: Text, fr: Text, it: Text, en: Text }),
      /** Stays a draft. */
      draft: Type.Optional(Type.Literal(true)),
      corrected: Type.Optional(LocalTextSchema),
      withdrawn: Type.Optional(LocalTextSchema),
    }),
  ),
});

const aDay = 86_400_000;
const ago = (app: App, days: number, hours = 0): Date =>
  new Date(app.clock.now().getTime() - days * aDay + hours * 3_600_000);

/** Idempotent and interruptible: what has been done for an item is not done again. */
export async function seedNews(app: App): Promise<void> {
  if (app.config.mode !== 'demo') return;
  const editor = await demoActor(app, 'editor-mia');
  if (editor.kind !== 'staff') return;
  const file = await readCheckedFile(app.canton, 'demo/news.yaml', FileSchema);
  stopForFaults('The invented news', file.faults);
  for (const { id, days, draft, corrected, withdrawn, ...content } of file.data?.news ?? []) {
    const written = { ...content, fourEyes: false };
    const step = async (revision: number, hours: number, work: () => Promise<void>) => {
      const item = await itemById(app.db, id);
      if ((item?.revision ?? 0) === revision) await runAt(app.clock, ago(app, days, hours), work);
    };
    await step(0, -2, () => beginNews(app, editor, id, written));
    if (draft) continue;
    await step(1, 0, () => publishNews(app, editor, { id, revision: 1 }));
    if (corrected)
      await step(2, 5, () =>
        correctNews(app, editor, { id, revision: 2 }, written, { kind: 'addition', note: corrected }),
      );
    if (withdrawn) await step(2, 20, () => withdrawNews(app, editor, { id, revision: 2 }, withdrawn));
  }
  await seedBanner(app, editor);
}

async function seedBanner(app: App, editor: StaffActor): Promise<void> {
  const logged = await app.db.selectFrom('news.banner').select('id').limit(1).executeTakeFirst();
  const template = bannerTemplates(app).find(({ id }) => id === 'sturm');
  if (logged || !template) return;
  const { level, texts, link = '' } = template;
  await runAt(app.clock, ago(app, 5), async () => {
    await setBanner(app, editor, {
      form: '7e5a0000-0000-4000-8000-00000000ba11',
      shown: undefined,
      wanted: { level, texts, link, areas: [], until: ago(app, 0, template.hours) },
    });
  });
  await runAt(app.clock, ago(app, 5, 3), async () => {
    const banner = bannerOf(app);
    if (banner) await endBanner(app, editor, banner.id);
  });
}
