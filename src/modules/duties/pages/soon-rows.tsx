// The next duties as rows of the account's first page.
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { RowItem } from '../../../ui/index.ts';
import { soonDuties } from '../queries/soon.ts';
import { ToService, dueWhen } from './duty-row.tsx';

export async function soonRows(app: App, actor: PersonActor, language: Language): Promise<RowItem[]> {
  const context = { app, language };
  return (await soonDuties(app, actor)).map((own) => ({
    ...dueWhen(context, own),
    title: own.duty.title[language],
    href: '/konto/pflichten',
    text: own.duty.text[language],
    act: <ToService context={context} duty={own.duty} />,
  }));
}
