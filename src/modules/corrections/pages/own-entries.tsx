// /konto/register: what the registers hold about me, as of when, and where a correction begins.
import type { VNode } from 'preact';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { transact } from '../../../kernel/transaction.ts';
import {
  Band,
  EmptyState,
  Facts,
  MoreLink,
  Stack,
  Top,
  Wrap,
  formatDate,
  uiLabels,
} from '../../../ui/index.ts';
import { accessFieldOf, askOwnEntries, dataTexts, unitOfRegister, type OwnEntry } from '../../data/index.ts';
import { assured } from '../../identity/index.ts';
import { unitName } from '../../organisation/index.ts';
import { correctionsTexts } from '../corrections-texts.ts';
import { correctOwn } from '../permissions.ts';
import { entryFacts } from '../queries/entry-facts.ts';
import { requestsOf, type CorrectionRequest } from '../queries/requests.ts';

async function show(request: Request): Promise<Reply> {
  const { app, actor, language } = request;
  if (actor.kind !== 'person') throw new Fault('SIGN_IN_REQUIRED');
  const t = correctionsTexts(language);
  const entries = await askOwnEntries(app, actor);
  const requests = await transact(app, actor, async (tx) => {
    const fields = entries.flatMap((each) =>
      'entry' in each
        ? Object.keys(each.entry.values).map((field) => accessFieldOf(each.register, field))
        : [],
    );
    if (fields.length > 0)
      await tx.recordAccess({
        kind: 'read',
        subject: actor.id,
        fields: [...new Set(fields)],
        purpose: 'own-view',
      });
    tx.ownData();
    return requestsOf(tx.db, actor.id);
  });
  const open = requests.filter(({ state }) => state === 'open' || state === 'accepted');
  return page(request, {
    title: t('entries.title'),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('entries.title')}
          lead={t('entries.lead')}
          crumbs={[{ label: t('account'), href: '/konto' }]}
        >
          <p>
            <MoreLink label={t('own.title')} href="/konto/berichtigungen" />
          </p>
        </Top>
        {entries.length === 0 ? <EmptyState text={t('entries.none')} /> : null}
        {entries.map((each, index) => (
          <Register
            key={each.register}
            request={request}
            entry={each}
            open={open}
            last={index === entries.length - 1}
          />
        ))}
      </Wrap>
    ),
  });
}

interface RegisterProps {
  request: Request;
  entry: OwnEntry;
  open: readonly CorrectionRequest[];
  last: boolean;
}

function Register({ request: { app, language }, entry, open, last }: RegisterProps): VNode {
  const t = correctionsTexts(language);
  const d = dataTexts(language);
  const { register } = entry;
  const unit = unitOfRegister(app, register);
  const title = d(`register.${register}`);
  const note =
    unit === undefined
      ? t('entries.elsewhere')
      : t('entries.keptBy', { unit: unitName(app, unit, language) });
  if ('silent' in entry)
    return (
      <Band id={register} title={title} note={note} last={last}>
        <EmptyState text={d('error.REGISTER_SILENT')} />
      </Band>
    );
  const { values, asOf } = entry.entry;
  return (
    <Band id={register} title={title} note={note} last={last}>
      <Stack>
        <p class="small quiet">{t('entries.asOf', { date: formatDate(asOf, language) })}</p>
        <Facts
          items={entryFacts(app, language, register, values).map(({ field, label, value }) => {
            const asked = open.find((each) => each.register === register && each.field === field);
            return {
              term: label,
              value,
              ...(asked ? { source: t('entries.asked', { due: formatDate(asked.due, language) }) } : {}),
              ...(unit !== undefined && !asked
                ? {
                    act: {
                      label: uiLabels(language).form.notRight,
                      href: `/konto/register/berichtigen?angabe=${register}.${field}`,
                    },
                  }
                : {}),
            };
          })}
        />
      </Stack>
    </Band>
  );
}

export const ownEntriesRoute: Route = assured('registerEntry', {
  method: 'GET',
  url: '/konto/register',
  may: correctOwn,
  kind: 'page',
  summary: 'What the registers hold about me, and where a correction begins',
  handle: show,
});
