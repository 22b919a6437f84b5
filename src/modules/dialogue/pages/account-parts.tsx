// Rows that the pages of an account share: letters and closed cases.
import type { VNode } from 'preact';
import { Rows, State, formatDate, swissDay, type Tone } from '../../../ui/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { caseWord, type OwnDocument, type OwnMatter } from '../../cases/index.ts';
import { serviceTitle } from '../../catalogue/index.ts';
import { unitName } from '../../organisation/index.ts';
import { dialogueTexts } from '../dialogue-texts.ts';

/** What the rows of an account need to speak of cases. */
export interface Context {
  app: App;
  language: Language;
}

/** A day of this year without its year, any other with it. */
export function shortlyDated({ app, language }: Context, instant: Date): string {
  const day = swissDay(instant);
  return formatDate(day, language, String(day.year) === app.clock.today().slice(0, 4) ? 'day' : 'long');
}

export function LetterRows({
  context,
  letters,
}: {
  context: Context;
  letters: readonly OwnDocument[];
}): VNode {
  const { app, language } = context;
  const t = dialogueTexts(language);
  return (
    <Rows
      items={letters.map((letter) => ({
        when: shortlyDated(context, letter.issuedAt),
        // Letters are written in the language of their case (WCAG 3.1.2).
        title:
          letter.language === language ? letter.title : <span lang={letter.language}>{letter.title}</span>,
        href: `/faelle/${letter.ref}/dokumente/${letter.id}`,
        hidden: letter.ref,
        text: [
          t('letterText', { unit: unitName(app, letter.unit, language) }),
          letter.validUntil === null || hasEnded(app, letter)
            ? ''
            : t('letterValid', { date: formatDate(letter.validUntil, language) }),
        ]
          .join(' ')
          .trim(),
        children: <Ended context={context} letter={letter} />,
        act: (
          <a href={`/faelle/${letter.ref}`}>
            {t('toCase')}
            <span class="ds-sr-only"> {letter.ref}</span>
          </a>
        ),
      }))}
    />
  );
}

function hasEnded(app: App, letter: OwnDocument): boolean {
  return letter.validUntil !== null && letter.validUntil < app.clock.today();
}

/** Says when a letter does not count any more. */
function Ended({ context, letter }: { context: Context; letter: OwnDocument }): VNode | null {
  const { app, language } = context;
  const t = dialogueTexts(language);
  const words =
    letter.revokedAt !== null
      ? t('letterRevoked')
      : letter.validUntil !== null && hasEnded(app, letter)
        ? t('letterExpired', { date: formatDate(letter.validUntil, language) })
        : undefined;
  if (words === undefined) return null;
  return (
    <p>
      <State tone="warning">{words}</State>
    </p>
  );
}

/** Cases with their state in words; `by` says which day stands in front. */
export function MatterRows(props: {
  context: Context;
  matters: readonly OwnMatter[];
  by: 'closed' | 'submitted';
}): VNode {
  const { context, matters, by } = props;
  const { app, language } = context;
  const t = dialogueTexts(language);
  return (
    <Rows
      items={matters.map((matter) => ({
        when: shortlyDated(
          context,
          by === 'closed' ? (matter.closedAt ?? matter.submittedAt) : matter.submittedAt,
        ),
        title: serviceTitle(app, matter.serviceId, language),
        href: `/faelle/${matter.ref}`,
        hidden: matter.ref,
        text: `${unitName(app, matter.unit, language)}. ${t('matterReference', { ref: matter.ref })}`,
        act: <State tone={toneOf(matter)}>{caseWord(language, 'state', matter.state)}</State>,
      }))}
    />
  );
}

function toneOf(matter: OwnMatter): Tone {
  if (matter.state === 'waiting-for-person') return 'warning';
  if (matter.closedAt === null) return 'accent';
  // A refusal is not an alarm; its word says what it is.
  return ['rejected', 'dismissed', 'not-admitted', 'withdrawn'].includes(matter.state)
    ? 'neutral'
    : 'success';
}
