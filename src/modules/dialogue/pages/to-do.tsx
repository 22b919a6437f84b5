// What an account has to do: answer, read an offer, duties that are near, drafts.
import type { VNode } from 'preact';
import {
  Band,
  Button,
  EmptyState,
  Rows,
  formatDate,
  formatDue,
  swissDay,
  type RowItem,
} from '../../../ui/index.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { serviceTitle } from '../../catalogue/index.ts';
import { formAddress, type OpenDraft } from '../../intake/index.ts';
import type { OpenOffer } from '../../mandates/index.ts';
import { unitName } from '../../organisation/index.ts';
import { dialogueTexts } from '../dialogue-texts.ts';
import type { AccountOverview } from '../queries/account-overview.ts';
import { shortlyDated, type Context } from './account-parts.tsx';

/** Questions first, because the promise stands still; then offered mandates; then the next duties; then drafts by the day on which they are deleted. */
export function ToDo({
  context,
  overview,
  offers,
  duties,
}: {
  context: Context;
  overview: AccountOverview;
  offers: readonly OpenOffer[];
  duties: readonly RowItem[];
}): VNode {
  const { app, language } = context;
  const t = dialogueTexts(language);
  const today = app.clock.today();
  const questions = overview.open.filter((each) => each.askedAt !== null);
  const rows = [
    ...questions.map(({ matter, askedAt }) => {
      const service = serviceTitle(app, matter.serviceId, language);
      return {
        when: t('now'),
        ...(askedAt ? { whenNote: t('since', { date: shortlyDated(context, askedAt) }) } : {}),
        title: t('questionTitle', { service }),
        href: `/faelle/${matter.ref}`,
        hidden: matter.ref,
        text: t('questionText', { unit: unitName(app, matter.unit, language) }),
        act: (
          <Button variant="secondary" href={`/faelle/${matter.ref}`} hidden={`${service}, ${matter.ref}`}>
            {t('answer')}
          </Button>
        ),
      };
    }),
    ...offers.map(({ id, giver, offeredAt }) => ({
      when: t('offerWhen'),
      whenNote: t('since', { date: shortlyDated(context, offeredAt) }),
      title: t('offerTitle', { giver }),
      href: `/vertretung/vollmachten/${id}`,
      text: t('offerText', { giver }),
      act: (
        <Button variant="secondary" href={`/vertretung/vollmachten/${id}`} hidden={giver}>
          {t('offerRead')}
        </Button>
      ),
    })),
    ...duties,
    ...overview.drafts.map((draft) => {
      const service = serviceTitle(app, draft.serviceId, language);
      const until = swissDay(draft.expiresAt);
      return {
        when: shortlyDated(context, draft.expiresAt),
        whenNote: formatDue(until, today, language),
        title: t('draftTitle', { service }),
        href: draft.href,
        text: (
          <>
            {whatIsMissing(context, draft)} {t('draftText', { date: formatDate(until, language, 'day') })}
            <BegunBy language={language} draft={draft} />
          </>
        ),
        act: (
          <Button variant="secondary" href={draft.href} hidden={service}>
            {t('goOn')}
          </Button>
        ),
      };
    }),
  ];
  return (
    <Band id="erledigen" title={t('todo')} note={rows.length > 0 ? t('todoNote') : undefined}>
      {rows.length > 0 ? <Rows items={rows} /> : <EmptyState text={t('todoEmpty')} />}
    </Band>
  );
}

/** Nobody has to wonder about a form that they have not begun. */
function BegunBy({
  language,
  draft: { begunBy, serviceId },
}: {
  language: Language;
  draft: OpenDraft;
}): VNode | null {
  const t = dialogueTexts(language);
  if (!begunBy) return null;
  const name = begunBy.name ?? t('draftBegunSomebody');
  if (begunBy.stands) return <> {t('draftBegun', { name })}</>;
  return (
    <>
      {' '}
      {t('draftBegunLapsed', { name })}{' '}
      <a href={`${formAddress(serviceId)}/verwerfen`}>{t('draftDiscard')}</a>
    </>
  );
}

/** Of a long form the first open pages say enough. */
const mostNames = 4;

/** «Es fehlen noch 3 Angaben auf 2 Seiten: Hunde, Nachweis.» */
function whatIsMissing({ language }: Context, { missing, atLeast, pages }: OpenDraft): string {
  const t = dialogueTexts(language);
  if (pages.length === 0) return t('draftComplete');
  const names = pages.slice(0, mostNames).join(', ');
  const where = { pages: pages.length, names: pages.length > mostNames ? t('draftMore', { names }) : names };
  if (missing === 0) return t('draftToRead', where);
  return t(atLeast ? 'draftMissingAtLeast' : 'draftMissing', { count: missing, ...where });
}
