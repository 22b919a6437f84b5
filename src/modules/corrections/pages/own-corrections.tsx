// /konto/berichtigungen: what I have said is wrong, until when it is decided, what came of it, and who has been told.
import type { VNode } from 'preact';
import { assured } from '../../identity/index.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { transact } from '../../../kernel/transaction.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import {
  Button,
  EmptyState,
  Facts,
  Form,
  MoreLink,
  Notice,
  PlainText,
  Rows,
  State,
  Top,
  Wrap,
  formatDate,
  swissDay,
  uiLabels,
  type Tone,
} from '../../../ui/index.ts';
import { serviceById, serviceTitle } from '../../catalogue/index.ts';
import { dataTexts } from '../../data/index.ts';
import { taskTitle } from '../../governance/index.ts';
import { unitName } from '../../organisation/index.ts';
import { withdrawCorrection } from '../actions/withdraw-correction.ts';
import { correctionsTexts, valueLabel } from '../corrections-texts.ts';
import { correctOwn } from '../permissions.ts';
import { recipientsOf, requestsOf, type CorrectionRequest, type Recipient } from '../queries/requests.ts';
import { valueText } from '../queries/value-text.ts';

const own = '/konto/berichtigungen';
const withdrawAddress = `${own}/zurueckziehen`;

const tones: Record<CorrectionRequest['state'], Tone> = {
  open: 'info',
  accepted: 'info',
  corrected: 'success',
  refused: 'danger',
  withdrawn: 'neutral',
};

async function show(request: Request): Promise<Reply> {
  const { app, actor, language, query } = request;
  if (actor.kind !== 'person') throw new Fault('SIGN_IN_REQUIRED');
  const t = correctionsTexts(language);
  const { requests, recipients } = await transact(app, actor, async (tx) => {
    tx.ownData();
    const own = await requestsOf(tx.db, actor.id);
    return {
      requests: own,
      recipients: await recipientsOf(
        tx.db,
        own.map(({ id }) => id),
      ),
    };
  });
  return page(request, {
    title: t('own.title'),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('own.title')}
          lead={t('own.lead')}
          crumbs={[
            { label: t('account'), href: '/konto' },
            { label: t('entries.title'), href: '/konto/register' },
          ]}
        />
        {query['gestellt'] === undefined ? null : (
          <Notice tone="success" role="status" title={t('own.sent')}>
            {t('own.sentText')}
          </Notice>
        )}
        {query['zurueckgezogen'] === undefined ? null : (
          <Notice tone="success" role="status" title={t('own.withdrawn')} />
        )}
        {requests.length === 0 ? (
          <EmptyState text={t('own.empty')}>
            <MoreLink label={t('entries.title')} href="/konto/register" />
          </EmptyState>
        ) : (
          <Rows
            level={2}
            items={requests.map((each) => ({
              when: formatDate(swissDay(each.askedAt), language),
              title: valueLabel(language, each.register, each.field),
              children: <One request={request} asked={each} told={recipients.get(each.id) ?? []} />,
            }))}
          />
        )}
      </Wrap>
    ),
  });
}

interface OneProps {
  request: Request;
  asked: CorrectionRequest;
  told: readonly Recipient[];
}

function One({ request: { app, language, csrf }, asked, told }: OneProps): VNode {
  const t = correctionsTexts(language);
  const d = dataTexts(language);
  const { register, field, state } = asked;
  const day = (instant: Date | null) => (instant === null ? '' : formatDate(swissDay(instant), language));
  return (
    <div class="stack" id={`b-${asked.id}`}>
      <p>
        <State tone={tones[state]}>
          {t(`own.state.${state}`, {
            due: formatDate(asked.due, language),
            day: day(asked.withdrawnAt ?? asked.correctedAt ?? asked.decidedAt),
          })}
        </State>
      </p>
      <Facts
        small
        items={[
          {
            term: t('own.was'),
            value: valueText(app, language, { register, field }, asked.wrongValue),
            source: d('source', {
              register: d(`register.${register}`),
              date: formatDate(asked.wrongAsOf, language),
            }),
          },
          { term: t('own.right'), value: valueText(app, language, { register, field }, asked.rightValue) },
        ]}
      />
      {asked.state === 'refused' ? (
        <>
          <p>
            <b>{t('own.reason')}</b>
          </p>
          <PlainText text={asked.reason ?? ''} />
          <p>{t('own.remedy', { unit: unitName(app, asked.unit, language) })}</p>
        </>
      ) : null}
      {asked.state === 'open' ? (
        <Form action={withdrawAddress} hidden={{ _csrf: csrf, berichtigung: asked.id }}>
          <Button variant="secondary" hidden={valueLabel(language, register, field)}>
            {t('own.withdraw')}
          </Button>
        </Form>
      ) : null}
      {asked.state === 'corrected' ? <Told app={app} language={language} told={told} /> : null}
    </div>
  );
}

type ToldProps = Pick<Request, 'app' | 'language'> & { told: readonly Recipient[] };

function Told({ app, language, told }: ToldProps): VNode {
  const t = correctionsTexts(language);
  if (told.length === 0) return <p>{t('told.nobody')}</p>;
  const at = (each: Recipient) =>
    each.hadAt === null ? '' : formatDate(swissDay(each.hadAt), language, 'day');
  return (
    <>
      <p>
        <b>{t('told.title')}</b>
      </p>
      <ul>
        {told.map((each, index) => (
          <li key={index}>
            {each.kind === 'case' ? (
              <>
                {t('told.case', { day: at(each) })} <a href={`/faelle/${each.name}`}>{each.name}</a>
              </>
            ) : each.kind === 'draft' ? (
              t('told.draft', { service: serviceTitle(app, each.name, language), day: at(each) })
            ) : (
              toldReader(app, language, each, at(each))
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Ids of services and of the program's own tasks have words; of other authorities only what they call it is known. */
function toldReader(app: App, language: Language, { name }: Recipient, day: string): string {
  const t = correctionsTexts(language);
  const title = serviceById(app, name) ? serviceTitle(app, name, language) : taskTitle(language, name);
  return title === undefined
    ? t('told.elsewhere', { reader: name, day })
    : t('told.reader', { reader: title, day });
}

async function withdraw({ app, actor, body }: Request): Promise<Reply> {
  const id = (body as Record<string, unknown> | undefined)?.['berichtigung'];
  if (actor.kind !== 'person') throw new Fault('SIGN_IN_REQUIRED');
  if (!isUuid(id)) throw new Fault('NOT_FOUND');
  await withdrawCorrection(app, actor, id);
  return seeOther(`${own}?zurueckgezogen=1`);
}

export const withdrawRoute: Route = assured('correction', {
  method: 'POST',
  url: withdrawAddress,
  may: correctOwn,
  kind: 'form',
  summary: 'Takes back a correction that nobody has decided yet',
  handle: withdraw,
});

export const ownCorrectionsRoute: Route = assured('correction', {
  method: 'GET',
  url: own,
  may: correctOwn,
  kind: 'page',
  summary: 'The corrections I have asked for, what came of them, and who has been told',
  handle: show,
});
