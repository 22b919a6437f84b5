// The service has changed since the clerk began: what is new, going on with it, and what is no longer asked.
import type { VNode } from 'preact';
import { Button, Facts, Notice } from '../../../ui/index.ts';
import type { Request } from '../../../kernel/http/route.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { intakeTexts } from '../intake-texts.ts';
import type { Draft } from '../queries/draft.ts';
import type { CounterSession } from './counter-session.ts';
import { Changes, LeftAnswers, changesFor } from './new-version.tsx';

/** Where the screen says it. */
export const newVersionId = 'neue-fassung';

/** Nothing is sent by a version that is no longer in force; a sheet of paper stays what was signed. */
export const mustAdopt = ({ newer, draft }: Pick<CounterSession, 'newer' | 'draft'>): boolean =>
  newer !== undefined && draft.paperNumber === null;

/** Nothing where the draft is of today's version. */
export function NewerVersion({
  request,
  session,
}: {
  request: Request;
  session: CounterSession;
}): VNode | null {
  const { app, language } = request;
  const { definition: before, newer: after, draft } = session;
  if (!after) return null;
  const t = intakeTexts(language);
  const { changes, left } = changesFor(before, after, draft, language);
  const adopts = mustAdopt(session);
  return (
    <div id={newVersionId} tabIndex={-1}>
      <Notice tone="warning" title={t(adopts ? 'version.title' : 'counter.oldSheet')}>
        <p>{t(adopts ? 'counter.newVersion' : 'counter.oldSheetText')}</p>
        <Changes language={language} before={before} after={after} changes={changes} />
        {adopts && left.length > 0 ? (
          <>
            <p>{t('version.kept')}</p>
            <LeftAnswers app={app} before={before} left={left} language={language} />
          </>
        ) : null}
        {adopts ? (
          <Button name="_do" value="adopt" variant="secondary" formNoValidate>
            {t('version.goOn')}
          </Button>
        ) : null}
      </Notice>
    </div>
  );
}

/** Answers of the version before that today's does not ask for. */
export function LeftOver({ draft, language }: { draft: Draft; language: Language }): VNode | null {
  if (draft.leftOver.length === 0) return null;
  return (
    <section class="stack">
      <h3>{intakeTexts(language)('version.kept')}</h3>
      <Facts small items={draft.leftOver.map(({ label, text }) => ({ term: label, value: text }))} />
    </section>
  );
}
