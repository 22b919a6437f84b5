// What both sides see of a thread: messages with their honest states, files, and the form to write.
import type { VNode } from 'preact';
import { typedText } from '../../../kernel/http/typed-text.ts';
import {
  Button,
  Buttons,
  FileField,
  Form,
  LongTextField,
  MoreLink,
  PlainText,
  Quiet,
  State,
  formatDate,
  formatDateTime,
  formatFileSize,
  uiLabels,
  errorOf,
  type FormError,
} from '../../../ui/index.ts';
import type { App } from '../../../kernel/app.ts';
import { formId } from '../../../kernel/http/form-id.ts';
import type { Request } from '../../../kernel/http/route.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { electronicService, servedOn } from './electronic-service.ts';
import type { Message } from './load-thread.ts';
import { threadTexts } from './thread-texts.ts';
import { mostFiles } from './write-message.ts';

export const longestBody = 5000;
export const longestSubject = 150;

interface MessageProps {
  app: App;
  language: Language;
  message: Message;
  /** The thread's address, below which its files are. */
  base: string;
  from: string;
  children?: VNode | null;
}

export function MessageItem({ app, language, message, base, from, children }: MessageProps): VNode {
  const t = threadTexts(language);
  return (
    <li id={`nachricht-${message.id}`}>
      <p>
        <b>{from}</b>, {formatDateTime(message.at, language)}
      </p>
      <PlainText text={message.body} breaks />
      {message.files.length > 0 ? (
        <ul role="list" aria-label={t('files')}>
          {message.files.map((file) => (
            <li key={file.id}>
              {file.scan === 'infected' ? (
                <State tone="danger">{t('fileInfected', { name: file.name })}</State>
              ) : (
                <a href={`${base}/dateien/${file.id}`}>
                  {file.name} ({formatFileSize(file.size, language)})
                </a>
              )}
            </li>
          ))}
        </ul>
      ) : null}
      {message.deadline === null ? null : (
        <p>
          <State tone={message.doneAt === null ? 'warning' : 'success'}>
            {t(message.doneAt === null ? 'deadlineOpen' : 'deadlineDone', {
              date: formatDate(message.deadline, language),
            })}
          </State>
        </p>
      )}
      <Quiet>{statesOf(app, message, language).join(' ')}</Quiet>
      {children}
    </li>
  );
}

/** Only what is known: nobody is said to have read what they have only opened, nor to have opened what they have not. */
export function statesOf(app: App, message: Message, language: Language): string[] {
  const t = threadTexts(language);
  const { legalBasis, unverified } = electronicService.of(app);
  const day = (instant: Date) => formatDateTime(instant, language);
  const served = servedOn(app, message);
  return [
    t(message.fromUnit ? 'state.provided' : 'state.arrived', { date: day(message.at) }),
    message.openedAt === null ? t('state.notOpened') : t('state.opened', { date: day(message.openedAt) }),
    ...(message.official ? [t('state.official')] : []),
    ...(served === undefined
      ? []
      : [
          t('state.served', {
            date: formatDate(served, language),
            law: legalBasis,
            checked: unverified ? 'no' : 'yes',
          }),
        ]),
  ];
}

/** Leads to the messages before the oldest one shown. */
export function OlderMessages({
  language,
  base,
  older,
}: {
  language: Language;
  base: string;
  older: string | null;
}): VNode | null {
  if (older === null) return null;
  return <MoreLink href={`${base}?cursor=${older}`} label={threadTexts(language)('list.older')} />;
}

/** The text and files that each form has; what else it asks for stands above. */
export function WriteForm(props: {
  request: Request;
  action: string;
  hidden: Record<string, string>;
  errors: readonly FormError[];
  label: string;
  send: string;
  children?: VNode | (VNode | null)[] | null;
}): VNode {
  const { request, action, hidden, errors, label, send, children } = props;
  const { language, csrf, body } = request;
  const labels = uiLabels(language);
  const t = threadTexts(language);
  const typed = body ?? request.parked;
  return (
    <Form plain multipart action={action} label={label} hidden={{ _csrf: csrf, ...formId(typed), ...hidden }}>
      {children}
      <LongTextField
        labels={labels}
        id="text"
        name="text"
        label={label}
        maxLength={longestBody}
        value={typedText(typed, 'text')}
        error={errorOf(errors, 'text')}
      />
      <FileField
        labels={labels}
        id="dateien"
        name="dateien"
        label={t('files')}
        hint={t('filesHint', { most: mostFiles })}
        optional
        multiple
        value={undefined}
        error={errorOf(errors, 'dateien')}
      />
      <Buttons>
        <Button>{send}</Button>
      </Buttons>
    </Form>
  );
}

/** What is wrong with a text. */
export function bodyErrors(body: string, language: Language): FormError[] {
  const t = threadTexts(language);
  if (body === '') return [{ fieldId: 'text', message: t('textMissing') }];
  if (body.length > longestBody) return [{ fieldId: 'text', message: t('tooLong', { most: longestBody }) }];
  return [];
}
