// /gemeinschaft/gruppen/:id/dokumente: documents of a group, last changed first, and the form for a new one.
import type { VNode } from 'preact';
import { formId, sentId } from '../../../kernel/http/form-id.ts';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import {
  Band,
  Button,
  Buttons,
  EmptyState,
  FileField,
  Form,
  LongTextField,
  MoreLink,
  Rows,
  TextField,
  formatDate,
  swissDay,
  uiLabels,
  errorOf,
  type FormError,
} from '../../../ui/index.ts';
import { communityTexts } from '../community-texts.ts';
import { addDocument } from '../documents/keep-document.ts';
import { documentsOf } from '../documents/document-queries.ts';
import { longestTitle } from '../entries/entry.ts';
import { isOfStaff } from '../groups/circle.ts';
import { sightOf } from '../groups/sight.ts';
import { communityPage, groupCrumbs } from '../parts/community-page.tsx';
import { textErrors, trySending, typed } from '../parts/typed.ts';
import { participantOf } from '../participant-of.ts';
import { enter, takePart } from '../permissions.ts';

const pageSize = 30;
export const longestNote = 500;
/** One file of ten megabytes, and the form. */
export const bodyLimit = 12 * 1024 * 1024;

async function show(request: Request, errors: readonly FormError[] = []): Promise<Reply> {
  const { app, language, params, query } = request;
  const t = communityTexts(language);
  const id = params['id'] ?? '';
  const sight = await sightOf(app, participantOf(request), id);
  const { items, next } = await documentsOf(app, id, {
    limit: pageSize,
    after: readPageKey(query['cursor'], 'instant', 'uuid'),
  });
  const here = `/gemeinschaft/gruppen/${id}/dokumente`;
  const adds = isOfStaff(sight);
  return communityPage(request, {
    title: t('documents.title'),
    meta: sight.circle.name,
    crumbs: groupCrumbs(request, sight.circle),
    errors,
    children: (
      <>
        <Band id="dokumente" title={t('documents.all')} last={!adds}>
          {items.length === 0 ? (
            <EmptyState text={t('documents.none')} />
          ) : (
            <Rows
              items={items.map((document) => ({
                when: formatDate(swissDay(document.lastAt), language, 'day'),
                title: document.title,
                href: `/gemeinschaft/dokumente/${document.id}`,
                text: document.about === '' ? undefined : document.about,
                children: <p class="small quiet">{t('documents.versions', { count: document.versions })}</p>,
              }))}
            />
          )}
          {next === null ? null : <MoreLink href={`${here}?cursor=${next}`} label={t('further')} />}
        </Band>
        {adds ? <NewDocument request={request} here={here} errors={errors} /> : null}
      </>
    ),
  });
}

function NewDocument({
  request,
  here,
  errors,
}: {
  request: Request;
  here: string;
  errors: readonly FormError[];
}): VNode {
  const { language, csrf } = request;
  const t = communityTexts(language);
  const labels = uiLabels(language);
  return (
    <Band id="neu" title={t('documents.new')} last>
      <Form
        plain
        multipart
        label={t('documents.new')}
        action={here}
        hidden={{ _csrf: csrf, ...formId(request.body ?? request.parked) }}
      >
        <TextField
          labels={labels}
          id="titel"
          name="titel"
          label={t('write.heading')}
          value={typed(request, 'titel')}
          error={errorOf(errors, 'titel')}
        />
        <LongTextField
          labels={labels}
          id="notiz"
          name="notiz"
          label={t('documents.about')}
          optional
          rows={3}
          maxLength={longestNote}
          value={typed(request, 'notiz')}
          error={errorOf(errors, 'notiz')}
        />
        <DocumentFile request={request} error={errorOf(errors, 'datei')} />
        <Buttons>
          <Button variant="secondary">{t('documents.add')}</Button>
        </Buttons>
      </Form>
    </Band>
  );
}

/** The file of a version. */
export function DocumentFile({ request, error }: { request: Request; error: string | undefined }): VNode {
  const t = communityTexts(request.language);
  return (
    <FileField
      labels={uiLabels(request.language)}
      id="datei"
      name="datei"
      label={t('documents.file')}
      hint={t('documents.fileHint')}
      value={undefined}
      error={error}
    />
  );
}

async function add(request: Request): Promise<Reply> {
  const { app, params, files } = request;
  const actor = staffOf(request);
  const id = params['id'] ?? '';
  await sightOf(app, actor, id);
  const t = communityTexts(request.language);
  const file = files.find(({ field }) => field === 'datei');
  const errors = [
    ...textErrors(request, [
      { name: 'titel', most: longestTitle },
      { name: 'notiz', most: longestNote, optional: true },
    ]),
    ...(file ? [] : [{ fieldId: 'datei', message: t('documents.fileMissing') }]),
  ];
  if (errors.length > 0 || !file) return show(request, errors);
  return trySending(
    request,
    'datei',
    async () => {
      const wanted = {
        id: sentId(request.body),
        title: typed(request, 'titel'),
        about: typed(request, 'notiz'),
      };
      await addDocument(app, actor, id, { ...wanted, note: '', file });
      return seeOther(`/gemeinschaft/dokumente/${wanted.id}`);
    },
    (faults) => show(request, faults),
  );
}

export const documentsRoutes: Route[] = [
  {
    method: 'GET',
    url: '/gemeinschaft/gruppen/:id/dokumente',
    may: enter,
    kind: 'page',
    summary: 'Documents of a group, last changed first (cursor)',
    handle: (request) => show(request),
  },
  {
    method: 'POST',
    url: '/gemeinschaft/gruppen/:id/dokumente',
    may: takePart,
    kind: 'form',
    summary: 'Adds a document; its file is examined before it is kept',
    bodyLimit,
    handle: add,
  },
];
