// /gemeinschaft/dokumente/:id: a document with all its versions; the latest one can be followed by a next.
import type { VNode } from 'preact';
import { Fault } from '../../../kernel/errors.ts';
import { serveFile } from '../../../kernel/files/serve-file.ts';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import {
  Band,
  Button,
  Buttons,
  Form,
  LongTextField,
  MoreLink,
  Rows,
  formatDateTime,
  formatFileSize,
  uiLabels,
  errorOf,
  type FormError,
} from '../../../ui/index.ts';
import { communityTexts } from '../community-texts.ts';
import { addDocumentVersion } from '../documents/keep-document.ts';
import { fileOfVersion, readDocument, type DocumentVersion } from '../documents/document-queries.ts';
import { isOfStaff } from '../groups/circle.ts';
import { communityPage, groupCrumbs } from '../parts/community-page.tsx';
import { authorName } from '../parts/entry-words.tsx';
import { textErrors, trySending, typed } from '../parts/typed.ts';
import { namesOf } from '../people/profile-queries.ts';
import { participantOf } from '../participant-of.ts';
import { enter, takePart } from '../permissions.ts';
import { bodyLimit, DocumentFile, longestNote } from './documents.tsx';

const pageSize = 30;

async function show(request: Request, errors: readonly FormError[] = []): Promise<Reply> {
  const { app, language, params, query } = request;
  const t = communityTexts(language);
  const id = params['id'] ?? '';
  const before = readPageKey(query['cursor'], 'number')?.[0];
  const { document, sight, versions, next } = await readDocument(app, participantOf(request), id, {
    limit: pageSize,
    before: before === undefined ? undefined : Number(before),
  });
  const names = await namesOf(app, versions);
  const here = `/gemeinschaft/dokumente/${id}`;
  const adds = isOfStaff(sight);
  return communityPage(request, {
    title: document.title,
    lead: document.about === '' ? undefined : document.about,
    meta: sight.circle.name,
    crumbs: [
      ...groupCrumbs(request, sight.circle),
      { label: t('documents.title'), href: `/gemeinschaft/gruppen/${sight.circle.id}/dokumente` },
    ],
    errors,
    children: (
      <>
        <Band id="fassungen" title={t('documents.versions', { count: document.versions })} last={!adds}>
          <Rows
            items={versions.map((version) => ({
              when: formatDateTime(version.at, language),
              title: t('documents.version', { number: version.number }),
              ...(version.file.scan === 'infected' ? {} : { href: `${here}/${version.number}` }),
              hidden: version.file.name,
              text: version.note === '' ? undefined : version.note,
              children: (
                <p class="small quiet">
                  {fileWords(request, version)}, {authorName(language, names, version.author)}
                </p>
              ),
            }))}
          />
          {next === null ? null : <MoreLink href={`${here}?cursor=${next}`} label={t('further')} />}
        </Band>
        {adds ? <NextVersion request={request} here={here} seen={document.versions} errors={errors} /> : null}
      </>
    ),
  });
}

function fileWords({ language }: Request, { file }: DocumentVersion): string {
  const t = communityTexts(language);
  const about = `${file.name}, ${formatFileSize(file.size, language)}`;
  if (file.scan === 'infected') return `${about}, ${t('documents.infected')}`;
  return file.scan === 'unscanned' ? `${about}, ${t('documents.unscanned')}` : about;
}

function NextVersion({
  request,
  here,
  seen,
  errors,
}: {
  request: Request;
  here: string;
  seen: number;
  errors: readonly FormError[];
}): VNode {
  const { language, csrf } = request;
  const t = communityTexts(language);
  return (
    <Band id="neu" title={t('documents.next')} note={t('documents.nextNote')} last>
      <Form
        plain
        multipart
        label={t('documents.next')}
        action={here}
        hidden={{ _csrf: csrf, gesehen: String(seen) }}
      >
        <LongTextField
          labels={uiLabels(language)}
          id="notiz"
          name="notiz"
          label={t('documents.note')}
          rows={3}
          maxLength={longestNote}
          value={typed(request, 'notiz')}
          error={errorOf(errors, 'notiz')}
        />
        <DocumentFile request={request} error={errorOf(errors, 'datei')} />
        <Buttons>
          <Button variant="secondary">{t('documents.addVersion')}</Button>
        </Buttons>
      </Form>
    </Band>
  );
}

async function add(request: Request): Promise<Reply> {
  const { app, params, files, language } = request;
  const id = params['id'] ?? '';
  // First whether there is such a document for them at all.
  await readDocument(app, staffOf(request), id, { limit: 1 });
  const file = files.find(({ field }) => field === 'datei');
  const errors = [
    ...textErrors(request, [{ name: 'notiz', most: longestNote }]),
    ...(file ? [] : [{ fieldId: 'datei', message: communityTexts(language)('documents.fileMissing') }]),
  ];
  if (errors.length > 0 || !file) return show(request, errors);
  const seen = /^\d{1,6}$/.test(typed(request, 'gesehen')) ? Number(typed(request, 'gesehen')) : -1;
  return trySending(
    request,
    'datei',
    async () => {
      await addDocumentVersion(app, staffOf(request), id, { seen, note: typed(request, 'notiz'), file });
      return seeOther(`/gemeinschaft/dokumente/${id}`);
    },
    (faults) => show(request, faults),
  );
}

async function serve(request: Request): Promise<Reply> {
  const { app, params } = request;
  const number = /^\d{1,6}$/.test(params['number'] ?? '') ? Number(params['number']) : 0;
  if (number === 0) throw new Fault('NOT_FOUND');
  return serveFile(app.db, await fileOfVersion(app, participantOf(request), params['id'] ?? '', number));
}

export const documentRoutes: Route[] = [
  {
    method: 'GET',
    url: '/gemeinschaft/dokumente/:id',
    may: enter,
    kind: 'page',
    summary: 'A document with all its versions (cursor)',
    handle: (request) => show(request),
  },
  {
    method: 'POST',
    url: '/gemeinschaft/dokumente/:id',
    may: takePart,
    kind: 'form',
    summary: 'Adds the next version of a document',
    bodyLimit,
    handle: add,
  },
  {
    method: 'GET',
    url: '/gemeinschaft/dokumente/:id/:number',
    may: enter,
    kind: 'file',
    summary: 'The file of one version of a document',
    handle: serve,
  },
];
