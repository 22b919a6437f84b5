// /korrektur/:word/:id: somebody who knows better proposes other values, with a reason, without an account too.
import { Fault } from '../../../kernel/errors.ts';
import { formId, sentId } from '../../../kernel/http/form-id.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { isMailAddress } from '../../../kernel/mail/mail-address.ts';
import { everyone } from '../../../kernel/permission.ts';
import {
  Button,
  Buttons,
  EmailField,
  ErrorSummary,
  Form,
  LongTextField,
  Quiet,
  Top,
  Wrap,
  uiLabels,
  errorOf,
  type FormError,
} from '../../../ui/index.ts';
import { proposeCorrection } from '../actions/propose-correction.ts';
import { contactTexts } from '../contact-texts.ts';
import { findThing, other, storedField, tidyValue, valueFault, type FoundThing } from '../correctable.ts';
import { ProposeFields, shownName, shownValue, typedName } from './propose-fields.tsx';

const address = '/korrektur/:word/:id';
const longestReason = 1000;

function find({ app, params }: Request): FoundThing {
  const found = findThing(app, params['word'] ?? '', params['id'] ?? '');
  if (!found) throw new Fault('NOT_FOUND');
  return found;
}

/** What the form held; undefined for a field that was not sent. */
const typedIn = (body: unknown) => (name: string) => {
  const value = (body as Record<string, unknown> | undefined)?.[name];
  return typeof value === 'string' ? value : undefined;
};

function show(request: Request, errors: FormError[] = []): Reply {
  const { app, actor, language, csrf, body, path } = request;
  const found = find(request);
  const t = contactTexts(language);
  const labels = uiLabels(language);
  const typed = typedIn(body ?? request.parked);
  const shown = Object.fromEntries(
    found.correctable.fields.map((rule) => [shownName(rule), shownValue({ found, language, typed }, rule)]),
  );
  return page(request, {
    title: t('propose.title'),
    hasErrors: errors.length > 0,
    status: errors.length > 0 ? 422 : 200,
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={t('propose.title')}
          lead={t('propose.lead')}
          crumbs={[{ label: found.thing.title[language], href: found.thing.href }]}
          tight
        />
        <ErrorSummary labels={labels} errors={errors} />
        <Form action={path} hidden={{ _csrf: csrf, ...formId(body ?? request.parked), ...shown }}>
          <ProposeFields found={found} language={language} typed={typed} errors={errors} />
          <LongTextField
            labels={labels}
            id="weiteres"
            name="weiteres"
            label={t('propose.other')}
            hint={t('propose.otherHint')}
            optional
            maxLength={longestReason}
            value={typed('weiteres')}
            error={errorOf(errors, 'weiteres')}
          />
          <LongTextField
            labels={labels}
            id="grund"
            name="grund"
            label={t('propose.reason')}
            hint={t('propose.reasonHint')}
            maxLength={longestReason}
            value={typed('grund')}
            error={errorOf(errors, 'grund')}
          />
          {actor.kind === 'anonymous' ? (
            <EmailField
              labels={labels}
              id="email"
              name="email"
              label={t('propose.email')}
              hint={t('propose.emailHint')}
              optional
              autocomplete="email"
              value={typed('email')}
              error={errorOf(errors, 'email')}
            />
          ) : null}
          <Quiet>{t('propose.note', { app: app.canton.name[language] })}</Quiet>
          <Buttons>
            <Button go>{t('propose.send')}</Button>
            <a href={found.thing.href}>{t('propose.cancel')}</a>
          </Buttons>
        </Form>
      </Wrap>
    ),
  });
}

async function send(request: Request): Promise<Reply> {
  const { app, actor, language, body } = request;
  const t = contactTexts(language);
  const found = find(request);
  const typed = typedIn(body);
  const errors: FormError[] = [];
  const values = found.correctable.fields.flatMap((rule) => {
    const old = shownValue({ found, language, typed }, rule);
    const value = tidyValue(rule, typed(typedName(rule)) ?? old);
    if (value === old) return [];
    const fault = valueFault(rule, value);
    if (fault) errors.push({ fieldId: typedName(rule), message: t(`fault.${fault}`, { most: rule.most }) });
    return [{ field: storedField(rule, language), old, value }];
  });
  const remark = (typed('weiteres') ?? '').trim();
  if (remark !== '') values.push({ field: other, old: '', value: remark.slice(0, longestReason) });
  const reason = (typed('grund') ?? '').trim();
  const email = (typed('email') ?? '').trim();
  const missing = (fieldId: string, message: string) => errors.push({ fieldId, message });
  if (remark.length > longestReason) missing('weiteres', t('fault.long', { most: longestReason }));
  if (values.length === 0 && errors.length === 0) missing(firstField(found), t('propose.nothing'));
  if (reason === '') missing('grund', t('propose.reasonMissing'));
  if (reason.length > longestReason) missing('grund', t('fault.long', { most: longestReason }));
  if (email !== '' && !isMailAddress(email)) missing('email', t('fault.email'));
  if (errors.length > 0) return show(request, errors);
  const id = sentId(body);
  await proposeCorrection(app, actor, {
    id,
    found,
    values,
    reason,
    email: actor.kind === 'anonymous' && email !== '' ? email : undefined,
    language,
  });
  return seeOther(`/korrektur/${id}`);
}

const firstField = ({ correctable: { fields } }: FoundThing): string =>
  fields[0] ? typedName(fields[0]) : 'weiteres';

export const proposeRoutes: Route[] = [
  {
    method: 'GET',
    url: address,
    may: everyone,
    kind: 'page',
    summary: 'Propose a correction of a unit or a service',
    perMinute: 60,
    handle: (request) => show(request),
  },
  {
    method: 'POST',
    url: address,
    may: everyone,
    kind: 'form',
    summary: 'Keeps the proposal for the unit that is responsible',
    perMinute: 10,
    visitors: { begun: () => true, mayUpload: () => Promise.resolve(false) },
    handle: send,
  },
];
