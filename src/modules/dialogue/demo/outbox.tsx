// /demo/outbox: the mails of a demonstration, which nobody would see otherwise; open to all, because the people are invented.
import type { VNode } from 'preact';
import {
  Band,
  EmptyState,
  Facts,
  MoreLink,
  Pagination,
  PlainText,
  Rows,
  State,
  Top,
  Wrap,
  formatDate,
  formatDateTime,
  formatTime,
  swissDay,
  uiLabels,
} from '../../../ui/index.ts';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import { bytes } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { dialogueTexts } from '../dialogue-texts.ts';
import { mailById, sentMails } from './mails.ts';
import { readMail } from './read-mail.ts';

const pageSize = 30;

async function showOutbox(request: Request): Promise<Reply> {
  const { app, language, query } = request;
  const t = dialogueTexts(language);
  const labels = uiLabels(language);
  const { items, next } = await sentMails(app, { cursor: query['cursor'], limit: pageSize });
  return page(request, {
    title: t('outbox'),
    content: (
      <Wrap>
        <Top labels={labels} title={t('outbox')} lead={t('outboxLead')} />
        <Band id="mails" title={t('outboxNewest')} last>
          {items.length > 0 ? (
            <Rows
              items={items.map((mail) => ({
                when: formatDate(swissDay(mail.at), language, 'day'),
                whenNote: formatTime(mail.at, language, true),
                title: mail.subject,
                href: `/demo/outbox/${mail.id}`,
                text: t('outboxTo', { recipient: mail.recipient }),
                act: <Sent sentAt={mail.sentAt} words={[t('outboxSent'), t('outboxKept')]} />,
              }))}
            />
          ) : (
            <EmptyState text={t('outboxEmpty')} />
          )}
          <Pagination
            labels={labels}
            href={next ? `/demo/outbox?cursor=${next}` : undefined}
            hidden={t('outbox')}
          />
        </Band>
      </Wrap>
    ),
  });
}

function Sent({ sentAt, words: [sent, kept] }: { sentAt: Date | null; words: [string, string] }): VNode {
  return <State tone={sentAt === null ? 'neutral' : 'success'}>{sentAt === null ? kept : sent}</State>;
}

async function showMail(request: Request): Promise<Reply> {
  const { app, language, params } = request;
  const t = dialogueTexts(language);
  const mail = await mailById(app, params['id'] ?? '');
  if (!mail) throw new Fault('NOT_FOUND');
  const { headers, text } = readMail(mail.raw);
  const lang = headers.find((header) => header.name.toLowerCase() === 'content-language')?.value;
  return page(request, {
    title: mail.subject,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={mail.subject}
          crumbs={[{ label: t('outbox'), href: '/demo/outbox' }]}
        />
        <Band
          id="kopf"
          title={t('outboxHead')}
          note={<MoreLink label={t('outboxRaw')} href={`/demo/outbox/${mail.id}.eml`} />}
        >
          <Facts
            items={[
              { term: t('outboxFrom'), value: app.config.mailFrom },
              { term: t('outboxRecipient'), value: mail.recipient },
              { term: t('outboxSubject'), value: mail.subject },
              { term: t('outboxDate'), value: formatDateTime(mail.at, language, 'long') },
              ...(mail.caseRef === undefined
                ? []
                : [{ term: t('outboxCase'), value: <a href={`/faelle/${mail.caseRef}`}>{mail.caseRef}</a> }]),
              {
                term: t('outboxState'),
                value: <Sent sentAt={mail.sentAt} words={[t('outboxSent'), t('outboxKept')]} />,
              },
            ]}
          />
        </Band>
        <Band id="text" title={t('outboxText')} last>
          <PlainText text={text} breaks lang={lang === language ? undefined : lang} />
        </Band>
      </Wrap>
    ),
  });
}

async function mailFile({ app, params }: Request): Promise<Reply> {
  const mail = await mailById(app, params['id'] ?? '');
  if (!mail) throw new Fault('NOT_FOUND');
  return bytes(mail.raw, 'message/rfc822', `${mail.subject}.eml`, false);
}

export const outboxRoutes: Route[] = [
  {
    method: 'GET',
    url: '/demo/outbox',
    may: everyone,
    kind: 'page',
    summary: 'The mails of the demonstration, newest first',
    demoOnly: true,
    handle: showOutbox,
  },
  {
    method: 'GET',
    url: '/demo/outbox/:id',
    may: everyone,
    kind: 'page',
    summary: 'A mail of the demonstration as text',
    demoOnly: true,
    handle: showMail,
  },
  {
    method: 'GET',
    url: '/demo/outbox/:id.eml',
    may: everyone,
    kind: 'file',
    summary: 'A mail of the demonstration as it was sent (RFC 5322)',
    demoOnly: true,
    handle: mailFile,
  },
];
