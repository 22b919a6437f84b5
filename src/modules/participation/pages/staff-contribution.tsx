// /mitwirkung/beitrag/:contribution: staff say what became of a contribution, hide it by a rule with a reason, or show it.
import type { VNode } from 'preact';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import { typedText } from '../../../kernel/http/typed-text.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import {
  Band,
  Button,
  Buttons,
  Choice,
  ErrorSummary,
  Form,
  Hints,
  LongTextField,
  PlainText,
  Quiet,
  TextField,
  Top,
  Wrap,
  plainText,
  uiLabels,
  errorOf,
  type FormError,
} from '../../../ui/index.ts';
import { decideFate } from '../actions/decide-fate.ts';
import { moderateContribution } from '../actions/moderate-contribution.ts';
import { kindOf } from '../kinds/all.ts';
import { fates, moderationRules } from '../moderation-rules.ts';
import { participationTexts } from '../participation-texts.ts';
import { moderate } from '../permissions.ts';
import { processById } from '../queries/processes.ts';
import { staffContributions, type StaffContribution } from '../queries/staff-contributions.ts';

const address = '/mitwirkung/beitrag/:contribution';
const longest = 2000;
const longestWording = 20_000;

async function find(request: Request): Promise<StaffContribution> {
  const id = request.params['contribution'] ?? '';
  const { items } = isUuid(id)
    ? await staffContributions(request.app, staffOf(request), { id, limit: 1 })
    : { items: [] };
  const [item] = items;
  if (!item) throw new Fault('NOT_FOUND');
  return item;
}

async function show(request: Request, errors: FormError[] = []): Promise<Reply> {
  const { app, language } = request;
  const t = participationTexts(language);
  const item = await find(request);
  const process = processById(app, item.process);
  const name = process.acts[item.act]?.name[language] ?? item.act;
  const title = item.title === '' ? name : item.title;
  const text = await kindOf(process.kind).shownText?.(request, process);
  return page(request, {
    title,
    hasErrors: errors.length > 0,
    status: errors.length > 0 ? 422 : 200,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={title}
          meta={`${name}, ${item.shownAs}`}
          crumbs={[
            { label: t('staff.title'), href: '/mitwirkung' },
            { label: process.title[language], href: `/mitwirkung/${process.id}` },
          ]}
          tight
        />
        <ErrorSummary labels={uiLabels(language)} errors={errors} />
        <Band id="beitrag" title={name}>
          {text?.(item) ?? <PlainText text={item.body} lang={item.language} breaks />}
          {item.appeal === null ? null : <Quiet>{t('staff.appeal', { reason: item.appeal })}</Quiet>}
        </Band>
        {item.state === 'published' ? (
          <Hints
            links={[
              {
                label: t('staff.toIdea'),
                href: `/gemeinschaft/ideen/neu?quelle=/mitreden/${item.process}/beitraege/${item.id}`,
              },
            ]}
          />
        ) : null}
        {item.state === 'published' ? (
          <FateForm request={request} item={item} errors={errors} wording={process.acts[item.act]?.wording} />
        ) : null}
        <ModerationForms request={request} item={item} errors={errors} />
      </Wrap>
    ),
  });
}

interface FormsProps {
  request: Request;
  item: StaffContribution;
  errors: readonly FormError[];
}

function FateForm({
  request,
  item,
  errors,
  wording = false,
}: FormsProps & { wording?: boolean | undefined }): VNode {
  const { language, csrf, body } = request;
  const t = participationTexts(language);
  const labels = uiLabels(language);
  return (
    <Band id="antwort" title={t('staff.fate')}>
      <Form
        plain
        action={`/mitwirkung/beitrag/${item.id}`}
        label={t('staff.fate')}
        hidden={{ _csrf: csrf, schritt: 'fate' }}
      >
        <Choice
          labels={labels}
          id="fate"
          name="fate"
          label={t('staff.fateWhich')}
          value={typedText(body, 'fate') || (item.fate ?? '')}
          error={errorOf(errors, 'fate')}
          options={fates.map((fate) => ({ value: fate, label: t(`fate.${fate}`) }))}
        />
        <LongTextField
          labels={labels}
          id="grund"
          name="grund"
          label={t('staff.reason')}
          hint={t('staff.reasonHint')}
          maxLength={longest}
          value={typedText(body, 'grund') || (item.reason ?? '')}
          error={errorOf(errors, 'grund')}
        />
        {wording ? (
          <LongTextField
            labels={labels}
            id="wortlaut"
            name="wortlaut"
            label={t('staff.wording')}
            hint={t('staff.wordingHint')}
            optional
            rows={8}
            value={body === undefined ? (item.wording ?? item.body) : typedText(body, 'wortlaut')}
            error={errorOf(errors, 'wortlaut')}
          />
        ) : null}
        <TextField
          labels={labels}
          id="link"
          name="link"
          label={t('staff.link')}
          hint={t('staff.linkHint')}
          optional
          value={typedText(body, 'link') || (item.link ?? '')}
          error={errorOf(errors, 'link')}
        />
        <Buttons>
          <Button>{t('staff.answer')}</Button>
        </Buttons>
      </Form>
    </Band>
  );
}

function ModerationForms({ request, item, errors }: FormsProps): VNode | null {
  const { language, csrf, body } = request;
  const t = participationTexts(language);
  const labels = uiLabels(language);
  const action = `/mitwirkung/beitrag/${item.id}`;
  if (item.state === 'withdrawn') return null;
  return (
    <Band id="moderation" title={t('staff.moderation')} last>
      {item.state === 'published' ? null : (
        <Form plain action={action} label={t('staff.publish')} hidden={{ _csrf: csrf, schritt: 'publish' }}>
          <Buttons>
            <Button>{t('staff.publish')}</Button>
          </Buttons>
        </Form>
      )}
      {item.state === 'hidden' ? null : (
        <Form plain action={action} label={t('staff.hide')} hidden={{ _csrf: csrf, schritt: 'hide' }}>
          <Choice
            labels={labels}
            id="regel"
            name="regel"
            label={t('staff.rule')}
            value={typedText(body, 'regel')}
            error={errorOf(errors, 'regel')}
            options={moderationRules.map((rule) => ({ value: rule, label: t(`rule.${rule}`) }))}
          />
          <LongTextField
            labels={labels}
            id="warum"
            name="warum"
            label={t('staff.hideReason')}
            hint={t('staff.hideReasonHint')}
            maxLength={longest}
            value={typedText(body, 'warum')}
            error={errorOf(errors, 'warum')}
          />
          <Buttons>
            <Button variant="secondary">{t('staff.hide')}</Button>
          </Buttons>
        </Form>
      )}
    </Band>
  );
}

async function act(request: Request): Promise<Reply> {
  const { app, body, language } = request;
  const t = participationTexts(language);
  const item = await find(request);
  const staff = staffOf(request);
  const missing = (fieldId: string, message: string): FormError => ({ fieldId, message });
  const back = seeOther(
    `/mitwirkung/${item.process}?pult=${item.state === 'published' ? 'unanswered' : 'waiting'}`,
  );
  const step = typedText(body, 'schritt');
  if (step === 'publish') {
    await moderateContribution(app, staff, item.id, { step, reason: '' });
    return back;
  }
  if (step === 'hide') {
    const rule = moderationRules.find((each) => each === typedText(body, 'regel'));
    const reason = typedText(body, 'warum').slice(0, longest);
    if (!rule) return show(request, [missing('regel', t('staff.ruleMissing'))]);
    if (reason === '') return show(request, [missing('warum', t('staff.reasonMissing'))]);
    await moderateContribution(app, staff, item.id, { step, rule, reason });
    return back;
  }
  const fate = fates.find((each) => each === typedText(body, 'fate'));
  const reason = typedText(body, 'grund').slice(0, longest);
  const link = typedText(body, 'link');
  const takesWording = processById(app, item.process).acts[item.act]?.wording === true;
  const wording = takesWording ? plainText(typedText(body, 'wortlaut')) : '';
  const errors = [
    ...(fate ? [] : [missing('fate', t('staff.fateMissing'))]),
    ...(reason === '' ? [missing('grund', t('staff.reasonMissing'))] : []),
    ...(takesWording && (fate === 'taken' || fate === 'partly') && wording === ''
      ? [missing('wortlaut', t('staff.wordingMissing'))]
      : []),
    ...(wording.length > longestWording
      ? [missing('wortlaut', t('form.textTooLong', { most: longestWording }))]
      : []),
    ...(isLink(link) ? [] : [missing('link', t('staff.linkWrong'))]),
  ];
  if (errors.length > 0 || !fate) return show(request, errors);
  await decideFate(app, staff, item.id, { fate, reason, link, wording: wording || undefined });
  return back;
}

/** Nothing, a path of this site, or an https address: nothing that a browser would run. */
export const isLink = (link: string): boolean =>
  link.length <= 500 && /^(?:$|\/(?![/\\])[^\s\\]*$|https:\/\/[^\s\\]+$)/.test(link);

export const staffContributionRoutes: Route[] = [
  {
    method: 'GET',
    url: address,
    may: moderate,
    kind: 'page',
    summary: 'A contribution with its fate and moderation',
    handle: (request) => show(request),
  },
  {
    method: 'POST',
    url: address,
    may: moderate,
    kind: 'form',
    summary: 'Says what became of it, hides or shows it (schritt)',
    handle: act,
  },
];
