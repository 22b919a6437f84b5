// For whom somebody acts by law, asked once a day where a page needs to know before anybody has chosen: the first page of an account.
import type { PersonActor } from '../../../kernel/actor.ts';
import { perApp, type App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { selfOf } from '../queries/mandates.ts';
import { learnRepresentations } from './learn-representations.ts';

/** Accounts asked for today by this process; who is named later in the day is learned at `/vertretung`. */
const asked = perApp<{ day: string; accounts: Set<string> }>('For whom the registers were asked today');

/** Called when the module starts. */
export const openLearnedToday = (app: App): void => asked.set(app, { day: '', accounts: new Set() });

export async function learnToday(app: App, actor: PersonActor, language: Language): Promise<void> {
  const self = selfOf(actor);
  const day = app.clock.today();
  const before = asked.of(app);
  const today = before.day === day ? before : { day, accounts: new Set<string>() };
  asked.set(app, today);
  if (today.accounts.has(self.id)) return;
  const { silent } = await learnRepresentations(app, self, language);
  // A register that was away is asked again the next time.
  if (silent.length === 0) today.accounts.add(self.id);
}
