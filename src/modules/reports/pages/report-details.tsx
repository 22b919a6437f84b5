// /melden/angaben: was it reported already, the category's questions, words, photos, and how one wants to be told; then it is sent.
import type { VNode } from 'preact';
import type { FormBody } from '../../../engine/index.ts';
import { formId, sentId } from '../../../kernel/http/form-id.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { typedText } from '../../../kernel/http/typed-text.ts';
import { isMailAddress } from '../../../kernel/mail/mail-address.ts';
import { everyone } from '../../../kernel/permission.ts';
import {
  Band,
  Button,
  Buttons,
  Choice,
  EmailField,
  ErrorSummary,
  Form,
  LongTextField,
  Notice,
  Quiet,
  Rows,
  Top,
  Wrap,
  errorOf,
  formatDate,
  swissDay,
  uiLabels,
  type FormError,
} from '../../../ui/index.ts';
import { unitName } from '../../organisation/index.ts';
import { makeReport } from '../actions/make-report.ts';
import { mostPhotos, readPhotos } from '../actions/store-photos.ts';
import { unitFor, type Category } from '../category.ts';
import { placeControls, placeText, type ReportPlace } from '../place.ts';
import { reportsNear, type NearReport } from '../queries/map-reports.ts';
import { categoryById } from '../reports-state.ts';
import { reportsTexts } from '../reports-texts.ts';
import { QuestionControl, readQuestions } from './questions.tsx';
import { addressOf, placeOrForm } from './report-place.tsx';
import { PhotoField } from './photo-field.tsx';
import { areaName, StateOf } from './report-words.tsx';
import { longestText } from './typed.ts';

interface Asked {
  place: ReportPlace & { area: string };
  category: Category;
}

/** Place and kind: of the address, or of the hidden fields of the form that was sent. */
function asked(request: Request): Asked | { reply: Reply } {
  const source = request.method === 'GET' ? request.query : (request.body as Record<string, string>);
  const read = placeOrForm({ ...request, query: source });
  if ('reply' in read) return read;
  return { place: read.place, category: categoryById(request.app, typedText(source, 'art')) };
}

async function form(request: Request, { place, category }: Asked, errors: readonly FormError[] = []) {
  const { app, language, csrf } = request;
  const body = (request.body ?? request.parked ?? {}) as FormBody;
  const t = reportsTexts(language);
  const labels = uiLabels(language);
  const near = place.point
    ? await reportsNear(app, { point: place.point, category: category.id, metres: category.radius })
    : [];
  const where = placeText(app, place, language);
  return page(request, {
    title: t('details.title', { category: category.name[language] }),
    hasErrors: errors.length > 0,
    status: errors.length > 0 ? 422 : 200,
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={t('details.title', { category: category.name[language] })}
          lead={t('details.lead', {
            place: where,
            area: areaName(app, place.area),
            unit: unitName(app, unitFor(category, place.area), language),
            count: category.days,
          })}
          crumbs={[
            { label: t('list.title'), href: '/meldungen' },
            { label: t('place.title'), href: addressOf('/melden', place) },
            { label: t('kind.title'), href: addressOf('/melden/was', place) },
          ]}
          tight
        />
        <ErrorSummary labels={labels} errors={errors} />
        {near.length > 0 ? <NearBand request={request} near={near} /> : null}
        <Form
          action="/melden/angaben"
          multipart
          hidden={{ _csrf: csrf, ...formId(body), ...placeControls(place), art: category.id }}
        >
          {category.call ? (
            <Notice tone="danger" title={t('details.call', { number: category.call.number })}>
              {category.call.when[language]}
            </Notice>
          ) : null}
          {category.questions.map((question) => (
            <QuestionControl
              key={question.id}
              question={question}
              body={body}
              errors={errors}
              language={language}
            />
          ))}
          <LongTextField
            labels={labels}
            id="text"
            name="text"
            label={t('details.text')}
            hint={t('details.textHint')}
            optional
            maxLength={longestText}
            value={typedText(body, 'text')}
            error={errorOf(errors, 'text')}
          />
          <PhotoField language={language} errors={errors} hint="details.photoHint" />
          <ContactControls request={request} body={body} errors={errors} />
          <Quiet>{t('details.public')}</Quiet>
          <Buttons>
            <Button go>{t('details.send')}</Button>
          </Buttons>
        </Form>
      </Wrap>
    ),
  });
}

function NearBand({ request, near }: { request: Request; near: readonly NearReport[] }): VNode {
  const { language } = request;
  const t = reportsTexts(language);
  return (
    <Band id="schon" title={t('near.title')} note={t('near.note')} last>
      <Rows
        items={near.map((each) => ({
          when: formatDate(swissDay(each.requestedAt), language, 'day'),
          title: t('near.away', { count: each.metres }),
          href: `/meldungen/${each.id}`,
          hidden: t('list.number', { number: String(each.id) }),
          text: each.supports > 0 ? t('list.supports', { count: each.supports }) : null,
          act: <StateOf state={each.state} language={language} />,
          children: <SupportForm request={request} id={each.id} />,
        }))}
      />
    </Band>
  );
}

/** "It concerns me, too": one press, and a link to follow. */
export function SupportForm({ request, id }: { request: Request; id: number }): VNode {
  const t = reportsTexts(request.language);
  const hidden = t('list.number', { number: String(id) });
  return (
    <Form
      plain
      action={`/meldungen/${id}/auch`}
      label={`${t('one.support')} ${hidden}`}
      hidden={{ _csrf: request.csrf }}
    >
      <Buttons>
        <Button variant="secondary" hidden={hidden}>
          {t('one.support')}
        </Button>
        <a href={`/abonnieren?report=${id}`}>
          {t('one.follow')}
          <span class="ds-sr-only"> {hidden}</span>
        </a>
      </Buttons>
    </Form>
  );
}

function ContactControls({
  request,
  body,
  errors,
}: {
  request: Request;
  body: FormBody;
  errors: readonly FormError[];
}): VNode {
  const { actor, language } = request;
  const t = reportsTexts(language);
  const labels = uiLabels(language);
  const account = actor.kind === 'person';
  return (
    <>
      <Choice
        labels={labels}
        id="kontakt"
        name="kontakt"
        label={t('contact.label')}
        hint={t('contact.hint')}
        value={typedText(body, 'kontakt') || 'niemand'}
        options={[
          { value: 'niemand', label: t('contact.nobody'), hint: t('contact.nobodyHint') },
          ...(account
            ? [{ value: 'konto', label: t('contact.account', { name: actor.name }) }]
            : [{ value: 'mail', label: t('contact.mail'), hint: t('contact.mailHint') }]),
        ]}
      />
      {account ? null : (
        <EmailField
          labels={labels}
          id="mail"
          name="mail"
          label={t('contact.address')}
          optional
          value={typedText(body, 'mail')}
          error={errorOf(errors, 'mail')}
        />
      )}
    </>
  );
}

function contactOf({ actor, body }: Request): { account: string } | { email: string } | undefined {
  const how = typedText(body, 'kontakt');
  if (how === 'konto' && actor.kind === 'person') return { account: actor.id };
  // Whoever has typed an address wants to be told, whatever is ticked above.
  const email = typedText(body, 'mail');
  return actor.kind !== 'person' && (how === 'mail' || email !== '') ? { email } : undefined;
}

async function send(request: Request): Promise<Reply> {
  const { app, actor, language } = request;
  const t = reportsTexts(language);
  const found = asked(request);
  if ('reply' in found) return found.reply;
  const { place, category } = found;
  const body = (request.body ?? {}) as FormBody;
  const text = typedText(body, 'text');
  const read = readQuestions(category, body, language);
  const contact = contactOf(request);
  const errors = [
    ...read.errors,
    ...(text.length > longestText
      ? [{ fieldId: 'text', message: t('wrong.textLong', { most: longestText }) }]
      : []),
    ...(contact && 'email' in contact && !isMailAddress(contact.email)
      ? [{ fieldId: 'mail', message: t('wrong.mail') }]
      : []),
  ];
  if (errors.length > 0) return form(request, found, errors);
  const photos = await readPhotos(
    app,
    actor,
    request.files.filter(({ field }) => field === 'foto'),
  );
  if ('fault' in photos)
    return form(request, found, [
      { fieldId: 'foto', message: t(`wrong.photo.${photos.fault}`, { most: mostPhotos }) },
    ]);
  const { answers, wordAnswers } = read;
  const made = await makeReport(app, actor, {
    ...{ sentId: sentId(body), category, place, text, answers, wordAnswers, language },
    photos: photos.photos,
    ...(contact ? { contact } : {}),
  });
  return seeOther(`/meldungen/${made.id}/eigene/${made.key}?neu=1`);
}

const url = '/melden/angaben';

export const reportDetailsRoutes: Route[] = [
  {
    method: 'GET',
    url,
    may: everyone,
    kind: 'page',
    summary: 'The questions of a kind of report at a place (art)',
    handle(request) {
      const found = asked(request);
      return 'reply' in found ? found.reply : form(request, found);
    },
  },
  {
    method: 'POST',
    url,
    may: everyone,
    kind: 'form',
    summary: 'Sends a report; leads to the page by which it is followed',
    perMinute: 20,
    bodyLimit: 32 * 1024 * 1024,
    handle: send,
  },
];
