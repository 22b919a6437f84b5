// What pages say of a process in words: its state and days, who may take part.
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { formatDate, formatDue, type Tone } from '../../../ui/index.ts';
import { participationTexts } from '../participation-texts.ts';
import { openUntil } from '../phases.ts';
import type { Process } from '../process.ts';
import { stageOf, type Stage } from '../queries/processes.ts';

interface Context {
  app: App;
  language: Language;
}

const tones: Record<Stage, Tone> = { open: 'success', ahead: 'info', running: 'info', ended: 'neutral' };

export function stageWords({ app, language }: Context, process: Process): { tone: Tone; words: string } {
  const stage = stageOf(process, app.clock.today());
  return { tone: tones[stage], words: participationTexts(language)(`stage.${stage}`) };
}

/** `1. Dezember, noch 7 Tage`; undefined when nothing is open. */
export function deadlineWords({ app, language }: Context, process: Process): string | undefined {
  const today = app.clock.today();
  const until = openUntil(process.phases, today);
  return until && `${formatDate(until, language, 'day')}, ${formatDue(until, today, language)}`;
}

/** Who may take part, as the rule says it. */
export function whoWords({ app, language }: Context, { who }: Process): string {
  const t = participationTexts(language);
  const places = (who.municipalities ?? []).map(
    (id) => app.canton.municipalities.find((each) => each.id === id)?.name ?? id,
  );
  const parts = [
    who.by === 'account'
      ? t('who.account')
      : places.length > 0
        ? t('who.municipalities', { places: new Intl.ListFormat(language).format(places) })
        : t('who.register'),
    ...(who.minAge === undefined ? [] : [t('who.minAge', { age: who.minAge })]),
    ...(who.maxAge === undefined ? [] : [t('who.maxAge', { age: who.maxAge })]),
  ];
  if (who.codes) parts.push(t('who.codes'));
  if (who.mail) parts.push(t('who.mail'));
  return parts.join(', ');
}
