// /konto/postfach/neu: a person (or who acts for them) writes to a unit about a case, a service, or freely.
import { Fault } from '../../../kernel/errors.ts';
import { sentId } from '../../../kernel/http/form-id.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { personOf } from '../../../kernel/http/signed-in.ts';
import { typedText } from '../../../kernel/http/typed-text.ts';
import { transact } from '../../../kernel/transaction.ts';
import {
  Band,
  Button,
  EmptyState,
  ErrorSummary,
  TextField,
  Top,
  Wrap,
  uiLabels,
  errorOf,
  type FormError,
} from '../../../ui/index.ts';
import { offerById, responsibleUnits, serviceTitle } from '../../catalogue/index.ts';
import { loadMatter } from '../../cases/index.ts';
import { unitName, unitOf } from '../../organisation/index.ts';
import { bodyErrors, longestSubject, WriteForm } from './thread-parts.tsx';
import { isOwn, writeThreads } from './thread-sight.ts';
import { threadTexts } from './thread-texts.ts';
import { bodyLimit, mailbox, trySending } from './try-sending.ts';
import { logOwn, openThread } from './write-message.ts';

interface About {
  unit: string;
  serviceId: string | null;
  caseRef: string | null;
  hidden: Record<string, string>;
}

/** Whom the thread is with; undefined where nobody was named. @throws Fault NOT_FOUND for what is not one's own */
async function aboutOf(request: Request): Promise<About | undefined> {
  const { app, query, body } = request;
  const actor = personOf(request);
  const asked = (name: string) => typedText(body, name) || (query[name] ?? '');
  const [ref, service, unit] = [asked('geschaeft'), asked('leistung'), asked('stelle')];
  if (ref !== '') {
    const matter = await transact(app, actor, async (tx) => {
      await logOwn(tx, actor, 'read');
      return loadMatter(tx, ref.slice(0, 40));
    });
    const about = matter && {
      unit: matter.unit,
      serviceId: matter.serviceId,
      caseRef: matter.ref,
      hidden: { geschaeft: matter.ref },
    };
    if (!matter || !about || !isOwn(actor, { account: matter.ownerId, ...about }))
      throw new Fault('NOT_FOUND');
    return about;
  }
  const [responsible] = service === '' ? [] : responsibleUnits(app, { service });
  if (responsible && offerById(app, service))
    return { unit: responsible.unit.id, serviceId: service, caseRef: null, hidden: { leistung: service } };
  return unitOf(app, unit) ? { unit, serviceId: null, caseRef: null, hidden: { stelle: unit } } : undefined;
}

async function showNew(request: Request, errors: FormError[] = []): Promise<Reply> {
  const { app, language, body } = request;
  const t = threadTexts(language);
  const labels = uiLabels(language);
  const about = await aboutOf(request);
  const serviceId = about?.serviceId ?? undefined;
  const service = serviceId === undefined ? undefined : serviceTitle(app, serviceId, language);
  return page(request, {
    title: t('new.title'),
    hasErrors: errors.length > 0,
    status: errors.length > 0 ? 422 : 200,
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={t('new.title')}
          lead={about ? t('new.to', { unit: unitName(app, about.unit, language) }) : undefined}
          meta={[service, about?.caseRef].filter(Boolean).join(', ') || undefined}
          crumbs={[{ label: t('mailbox'), href: mailbox }]}
          tight
        />
        <ErrorSummary labels={labels} errors={errors} />
        <Band id="schreiben" title={t('new.write')} last>
          {about ? (
            <WriteForm
              request={request}
              action={`${mailbox}/neu`}
              hidden={about.hidden}
              errors={errors}
              label={t('text')}
              send={t('send')}
            >
              <TextField
                labels={labels}
                id="betreff"
                name="betreff"
                label={t('subject')}
                maxLength={longestSubject}
                value={typedText(body ?? request.parked, 'betreff')}
                error={errorOf(errors, 'betreff')}
              />
            </WriteForm>
          ) : (
            <EmptyState text={t('new.whom')}>
              <Button variant="secondary" href="/kontakt">
                {t('new.find')}
              </Button>
            </EmptyState>
          )}
        </Band>
      </Wrap>
    ),
  });
}

async function sendNew(request: Request): Promise<Reply> {
  const { app, language, body, files } = request;
  const t = threadTexts(language);
  const about = await aboutOf(request);
  if (!about) return showNew(request);
  const [text, subject] = [typedText(body, 'text'), typedText(body, 'betreff').replaceAll('\n', ' ')];
  const errors = [
    ...(subject === '' ? [{ fieldId: 'betreff', message: t('subjectMissing') }] : []),
    ...(subject.length > longestSubject
      ? [{ fieldId: 'betreff', message: t('tooLong', { most: longestSubject }) }]
      : []),
    ...bodyErrors(text, language),
  ];
  if (errors.length > 0) return showNew(request, errors);
  return trySending(
    request,
    async () => {
      const { hidden: _hidden, ...to } = about;
      const id = await openThread(app, personOf(request), {
        id: sentId(body),
        ...to,
        subject,
        body: text,
        files,
        language,
      });
      return seeOther(`${mailbox}/${id}`);
    },
    (error) => showNew(request, [error]),
  );
}

export const newThreadRoutes: Route[] = [
  {
    method: 'GET',
    url: `${mailbox}/neu`,
    may: writeThreads,
    acting: 'covered',
    kind: 'page',
    summary: 'Write to a unit: about a case (geschaeft), a service (leistung), or freely (stelle)',
    handle: (request) => showNew(request),
  },
  {
    method: 'POST',
    url: `${mailbox}/neu`,
    may: writeThreads,
    acting: 'covered',
    kind: 'form',
    summary: 'Opens a thread with a unit',
    bodyLimit,
    perMinute: 20,
    handle: sendNew,
  },
];
