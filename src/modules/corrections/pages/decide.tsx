// /berichtigungen/{id}: one correction with what the register says now; the unit that keeps the register decides.
import type { VNode } from 'preact';
import {
  Band,
  Button,
  Buttons,
  Choice,
  ErrorSummary,
  Facts,
  Form,
  LongTextField,
  Notice,
  PlainText,
  Top,
  Wrap,
  formatDate,
  swissDay,
  uiLabels,
} from '../../../ui/index.ts';
import type { StaffActor } from '../../../kernel/actor.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { canonicalJson } from '../../../kernel/canonical-json.ts';
import { Fault } from '../../../kernel/errors.ts';
import { serveFile } from '../../../kernel/files/serve-file.ts';
import { findFile } from '../../../kernel/files/store-file.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { transact } from '../../../kernel/transaction.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { DisclosureNotice, accessFieldOf, askEntryValue, blockedAmong, dataTexts } from '../../data/index.ts';
import { accountNames } from '../../identity/index.ts';
import { decideCorrection } from '../actions/decide-correction.ts';
import { correctionsTexts, valueLabel } from '../corrections-texts.ts';
import { decideCorrection as mayDecide, seeCorrections } from '../permissions.ts';
import { requestById, type CorrectionRequest } from '../queries/requests.ts';
import { valueText } from '../queries/value-text.ts';

const longest = 2000;

/** The request, logged as a use. @throws Fault NOT_FOUND for those of other units, so that nobody learns which exist */
async function found({
  app,
  actor,
  params,
}: Request): Promise<{ actor: StaffActor; asked: CorrectionRequest }> {
  const id = params['id'] ?? '';
  if (actor.kind !== 'staff' || !isUuid(id)) throw new Fault('NOT_FOUND');
  const asked = await transact(app, actor, async (tx) => {
    const request = await requestById(tx.db, id);
    const may = request && mayDecide.allows(actor, { app, unit: request.unit }, app);
    if (!request || may !== true) {
      await tx.recordAccess();
      throw new Fault('NOT_FOUND');
    }
    await tx.recordAccess({
      kind: 'read',
      subject: request.accountId,
      fields: ['name', 'correction', accessFieldOf(request.register, request.field)],
      purpose: 'correction',
    });
    return request;
  });
  return { actor, asked };
}

async function show(
  request: Request,
  typed: { decision: string; reason: string } = { decision: '', reason: '' },
  error?: { fieldId: string; message: string },
): Promise<Reply> {
  const { app, language } = request;
  const { actor, asked } = await found(request);
  const { register, entryId, field } = asked;
  const now =
    asked.state === 'open' ? await askEntryValue(app, actor.id, { register, entryId, field }) : undefined;
  const names = await accountNames(app, [asked.accountId]);
  const blocked = (await blockedAmong(app, [asked.accountId])).has(asked.accountId);
  const t = correctionsTexts(language);
  const d = dataTexts(language);
  const labels = uiLabels(language);
  const text = (value: unknown) => valueText(app, language, { register, field }, value);
  const source = (day: string) =>
    d('source', { register: d(`register.${register}`), date: formatDate(day, language) });
  const changed =
    now !== undefined && now !== 'silent' && canonicalJson(now.value) !== canonicalJson(asked.wrongValue);
  return page(request, {
    title: t('decide.title', { value: valueLabel(language, register, field) }),
    status: error === undefined ? 200 : 422,
    hasErrors: error !== undefined,
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={t('decide.title', { value: valueLabel(language, register, field) })}
          meta={t('decide.meta', {
            name: names.get(asked.accountId) ?? '',
            asked: formatDate(swissDay(asked.askedAt), language),
            due: formatDate(asked.due, language),
          })}
          crumbs={[{ label: t('list.title'), href: '/berichtigungen' }]}
          tight
        />
        <ErrorSummary labels={labels} errors={error === undefined ? [] : [error]} />
        {blocked ? <DisclosureNotice language={language} /> : null}
        {asked.stale ? <Notice tone="warning" title={t('decide.stale')} /> : null}
        {changed ? <Notice tone="warning" title={t('decide.changed')} /> : null}
        {now === 'silent' ? <Notice tone="info" title={t('decide.silent')} /> : null}
        <Band id="worum" title={t('decide.about')}>
          <Facts
            items={[
              { term: t('own.was'), value: text(asked.wrongValue), source: source(asked.wrongAsOf) },
              ...(changed
                ? [{ term: t('decide.now'), value: text(now.value), source: source(now.asOf) }]
                : []),
              { term: t('own.right'), value: text(asked.rightValue) },
              {
                term: t('ask.evidence'),
                value:
                  asked.evidenceFile === null ? (
                    t('decide.noEvidence')
                  ) : (
                    <a href={`/berichtigungen/${asked.id}/beleg`}>{t('decide.evidence')}</a>
                  ),
              },
            ]}
          />
          {asked.note === '' ? null : <PlainText text={asked.note} />}
        </Band>
        <Band id="entscheid" title={t('decide.decision')} last>
          {asked.state === 'open' ? (
            <Decide request={request} asked={asked} typed={typed} error={error} />
          ) : (
            <Decided request={request} asked={asked} />
          )}
        </Band>
      </Wrap>
    ),
  });
}

interface DecideProps {
  request: Request;
  asked: CorrectionRequest;
  typed: { decision: string; reason: string };
  error: { fieldId: string; message: string } | undefined;
}

function Decide({ request: { language, csrf }, asked, typed, error }: DecideProps): VNode {
  const t = correctionsTexts(language);
  const labels = uiLabels(language);
  const errorOf = (id: string) => (error?.fieldId === id ? error.message : undefined);
  return (
    <Form action={`/berichtigungen/${asked.id}`} hidden={{ _csrf: csrf }}>
      <Choice
        labels={labels}
        id="entscheidung"
        name="entscheidung"
        label={t('decide.question')}
        value={typed.decision}
        error={errorOf('entscheidung')}
        options={[
          { value: 'accept', label: t('decide.accept') },
          { value: 'refuse', label: t('decide.refuse') },
        ]}
      />
      <LongTextField
        labels={labels}
        id="begruendung"
        name="begruendung"
        label={t('decide.reason')}
        hint={t('decide.reasonHint')}
        optional
        maxLength={longest}
        value={typed.reason}
        error={errorOf('begruendung')}
      />
      <Buttons>
        <Button>{t('decide.send')}</Button>
        <a href="/berichtigungen">{t('cancel')}</a>
      </Buttons>
    </Form>
  );
}

function Decided({ request: { language }, asked }: Pick<DecideProps, 'request' | 'asked'>): VNode {
  const t = correctionsTexts(language);
  const at = asked.withdrawnAt ?? asked.correctedAt ?? asked.decidedAt;
  const day = at === null ? '' : formatDate(swissDay(at), language);
  return (
    <div class="stack">
      <p>{t(`decide.state.${asked.state}`, { day })}</p>
      {asked.reason === null ? null : <PlainText text={asked.reason} />}
    </div>
  );
}

async function decide(request: Request): Promise<Reply> {
  const { app, actor, language, params } = request;
  const id = params['id'] ?? '';
  if (actor.kind !== 'staff' || !isUuid(id)) throw new Fault('NOT_FOUND');
  const body = (request.body ?? {}) as Record<string, unknown>;
  const text = (name: string) => (typeof body[name] === 'string' ? body[name] : '');
  const [decision, typedReason] = [text('entscheidung'), text('begruendung')];
  const reason = typedReason.replaceAll('\u0000', '').trim();
  const t = correctionsTexts(language);
  const again = (fieldId: string, message: string) =>
    show(request, { decision, reason: typedReason }, { fieldId, message });
  if (decision !== 'accept' && decision !== 'refuse') return again('entscheidung', t('decide.choose'));
  if (decision === 'refuse' && reason === '') return again('begruendung', t('decide.reasonMissing'));
  if (reason.length > longest) return again('begruendung', t('ask.tooLong', { longest }));
  await decideCorrection(app, actor, { id, accept: decision === 'accept', reason });
  return seeOther(`/berichtigungen/${id}`);
}

async function evidence(request: Request): Promise<Reply> {
  const { app } = request;
  const { asked } = await found(request);
  const { evidenceFile } = asked;
  // The use is logged with the request it belongs to.
  const file =
    evidenceFile === null
      ? undefined
      : await impersonal(app, 'logged-before', (db) => findFile(db, evidenceFile));
  if (!file) throw new Fault('NOT_FOUND');
  return serveFile(app.db, file);
}

export const decideRoutes: Route[] = [
  {
    method: 'GET',
    url: '/berichtigungen/:id',
    may: seeCorrections,
    kind: 'page',
    summary: 'One correction, with what the register says now',
    handle: (request) => show(request),
  },
  {
    method: 'POST',
    url: '/berichtigungen/:id',
    may: seeCorrections,
    kind: 'form',
    summary: 'Decides about the correction',
    handle: decide,
  },
  {
    method: 'GET',
    url: '/berichtigungen/:id/beleg',
    may: seeCorrections,
    kind: 'file',
    summary: 'The document that came with a correction',
    handle: evidence,
  },
];
