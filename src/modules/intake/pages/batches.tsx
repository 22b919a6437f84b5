// /konto/sammelmeldungen: a company sends a file with many submissions, and sees how far each of its batches is.
import { randomUUID } from 'node:crypto';
import type { VNode } from 'preact';
import {
  Band,
  Button,
  Buttons,
  Choice,
  EmptyState,
  ErrorSummary,
  FileField,
  Form,
  Pagination,
  Rows,
  State,
  Top,
  Wrap,
  formatDate,
  formatDateTime,
  swissDay,
  uiLabels,
  type FormError,
} from '../../../ui/index.ts';
import { Fault } from '../../../kernel/errors.ts';
import { faultText } from '../../../kernel/http/fault-text.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { serviceById, services, serviceTitle } from '../../catalogue/index.ts';
import { batchLimits } from '../batch/batch-limits.ts';
import { batchesAddress, batchesOf, type Batch } from '../batch/batches.ts';
import { receiveBatch, takesBatches } from '../batch/receive-batch.ts';
import { intakeTexts } from '../intake-texts.ts';
import { sendBatch } from '../permissions.ts';
import { retentionOf } from '../retention.ts';
import { personOf } from './form-session.ts';

const pageSize = 20;

interface Posted {
  service: string;
  errors: FormError[];
}

async function batchesPage(request: Request, form: Posted): Promise<Reply> {
  const { app, language, query } = request;
  const t = intakeTexts(language);
  const labels = uiLabels(language);
  const { items, next } = await batchesOf(app, personOf(request), {
    cursor: query['cursor'],
    limit: pageSize,
  });
  const { keepDays } = retentionOf.of(app).batches;
  return page(request, {
    title: t('batch.title'),
    status: form.errors.length > 0 ? 422 : 200,
    hasErrors: form.errors.length > 0,
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={t('batch.title')}
          lead={t('batch.lead')}
          crumbs={[{ label: t('batch.account'), href: '/konto' }]}
        />
        <ErrorSummary labels={labels} errors={form.errors} />
        <SendForm request={request} form={form} />
        <Band id="gesendet" title={t('batch.sent')} note={t('batch.sentNote', { days: keepDays })} last>
          {items.length === 0 ? (
            <EmptyState text={t('batch.none')} />
          ) : (
            <Rows items={items.map((batch) => row(request, batch))} />
          )}
          <Pagination
            labels={labels}
            href={next ? `${batchesAddress}?cursor=${next}` : undefined}
            hidden={t('batch.sent')}
          />
        </Band>
      </Wrap>
    ),
  });
}

function SendForm({ request, form }: { request: Request; form: Posted }): VNode {
  const { app, language } = request;
  const t = intakeTexts(language);
  const labels = uiLabels(language);
  const errorAt = (id: string) => form.errors.find((each) => each.fieldId === id)?.message;
  const options = services(app)
    .filter(takesBatches)
    .map(({ id }) => ({ value: id, label: serviceTitle(app, id, language) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, language));
  return (
    <Band id="senden" title={t('batch.send')} note={t('batch.sendNote', { lines: batchLimits.lines })}>
      {/* The key makes a double click one batch. */}
      <Form plain multipart action={batchesAddress} hidden={{ _csrf: request.csrf, _key: randomUUID() }}>
        <Choice
          labels={labels}
          id="service"
          name="service"
          label={t('batch.service')}
          error={errorAt('service')}
          value={form.service}
          options={options}
        />
        <FileField
          labels={labels}
          id="datei"
          name="datei"
          label={t('batch.file')}
          hint={t('batch.fileHint')}
          error={errorAt('datei')}
          accept=".ndjson,.jsonl,application/x-ndjson"
          value={undefined}
        />
        <Buttons>
          <Button>{t('batch.sendButton')}</Button>
          <a href="/schnittstellen">{t('batch.api')}</a>
        </Buttons>
      </Form>
    </Band>
  );
}

function row({ app, language }: Request, batch: Batch) {
  return {
    when: formatDate(swissDay(batch.createdAt), language, 'day'),
    title: serviceTitle(app, batch.serviceId, language),
    href: `${batchesAddress}/${batch.id}`,
    hidden: formatDateTime(batch.createdAt, language),
    text: batchCounts(language, batch),
    act: <BatchState language={language} batch={batch} />,
  };
}

/** «120 von 1000 Zeilen verarbeitet: 118 angenommen, 2 abgewiesen.» */
export function batchCounts(language: Language, { lines, done, accepted }: Batch): string {
  return intakeTexts(language)('batch.counts', { lines, done, accepted, refused: done - accepted });
}

export function BatchState({ language, batch }: { language: Language; batch: Batch }): VNode {
  const tone = batch.state !== 'done' ? 'accent' : batch.accepted < batch.lines ? 'warning' : 'success';
  return <State tone={tone}>{intakeTexts(language)(`batch.state.${batch.state}`)}</State>;
}

/** Faults that are told at the form; others end the request. */
const told = [
  'BATCH_EMPTY',
  'BATCH_TOO_LARGE',
  'TOO_MANY_BATCHES',
  'IDEMPOTENCY_KEY_REUSED',
  'ASSURANCE_TOO_LOW',
  'ACTING_NOT_ALLOWED',
  'SERVICE_WITHOUT_BATCHES',
];

async function postBatch(request: Request): Promise<Reply> {
  const { app, language } = request;
  const t = intakeTexts(language);
  const body = request.body as Record<string, unknown>;
  const service = typeof body['service'] === 'string' ? body['service'] : '';
  const key = typeof body['_key'] === 'string' && /^[\w-]{36}$/.test(body['_key']) ? body['_key'] : '';
  if (key === '') throw new Fault('BAD_REQUEST');
  const definition = serviceById(app, service);
  const file = request.files.find((each) => each.field === 'datei');
  const errors: FormError[] = [];
  if (!definition) errors.push({ fieldId: 'service', message: t('batch.serviceMissing') });
  if (!file || file.fault !== undefined)
    errors.push({
      fieldId: 'datei',
      message: t(file?.fault === 'too-large' ? 'batch.fileTooLarge' : 'batch.fileMissing'),
    });
  if (!definition || !file || errors.length > 0) return batchesPage(request, { service, errors });
  try {
    const sent = { definition, content: file.content, key: `web/${key}`, language };
    return seeOther(`${batchesAddress}/${await receiveBatch(app, personOf(request), sent)}`);
  } catch (error) {
    if (!(error instanceof Fault) || !told.includes(error.code)) throw error;
    const message = faultText(app, language, error.code);
    return batchesPage(request, { service, errors: [{ fieldId: 'datei', message }] });
  }
}

export const sentBatchesRoutes: Route[] = [
  {
    method: 'GET',
    url: batchesAddress,
    may: sendBatch,
    kind: 'page',
    summary: 'Batches of the company: sending one, and how far the others are',
    handle: (request) => batchesPage(request, { service: '', errors: [] }),
  },
  {
    method: 'POST',
    url: batchesAddress,
    may: sendBatch,
    kind: 'form',
    summary: 'Sends a file with many submissions of the company',
    bodyLimit: 11 * 1024 * 1024,
    handle: postBatch,
  },
];
