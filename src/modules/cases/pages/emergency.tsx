// /notfallzugriff: a member of staff opens one case in an emergency, with a reason, and ends it again.
import {
  Band,
  Button,
  Buttons,
  ErrorSummary,
  Form,
  LongTextField,
  Notice,
  Rows,
  TextField,
  Top,
  Wrap,
  formatTime,
  uiLabels,
} from '../../../ui/index.ts';
import { readText } from '../../../engine/index.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { Fault } from '../../../kernel/errors.ts';
import { faultText } from '../../../kernel/http/fault-text.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { openEmergenciesOf, policyOf } from '../../policy/index.ts';
import { endOwnEmergency, openEmergency } from '../actions/open-emergency.ts';
import { caseTexts } from '../case-texts.ts';
import { openInEmergency } from '../permissions.ts';
import { isReference } from '../reference.ts';
import { inputText } from '../actions/check-input.ts';
import { textsOf } from './case-form.ts';

const longest = 2000;

interface Shown {
  ref: string;
  reason: string;
  status?: number;
  errors?: { ref?: string; reason?: string };
  notice?: string;
}

async function show(request: Request): Promise<Reply> {
  const parked = request.parked ? textsOf(request.parked) : {};
  const ended = request.query['beendet'] === undefined ? {} : { ended: true };
  return formPage(request, {
    ref: parked['geschaeft'] ?? request.query['geschaeft']?.slice(0, 40) ?? '',
    reason: parked['grund'] ?? '',
    ...ended,
  });
}

async function formPage(request: Request, shown: Shown & { ended?: boolean }): Promise<Reply> {
  const { app, language, csrf } = request;
  const actor = staffOf(request);
  const t = caseTexts(language);
  const labels = uiLabels(language);
  const { minutes, reasonLength: least } = policyOf.of(app).emergency;
  const { errors = {} } = shown;
  const listed = [
    ...(errors.ref === undefined ? [] : [{ fieldId: 'geschaeft', message: errors.ref }]),
    ...(errors.reason === undefined ? [] : [{ fieldId: 'grund', message: errors.reason }]),
  ];
  const open = await impersonal(app, 'find-rights', (db) => openEmergenciesOf(db, actor.id, app.clock.now()));
  return page(request, {
    title: t('emergency.title'),
    status: shown.status ?? 200,
    hasErrors: listed.length > 0,
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={t('emergency.title')}
          crumbs={[{ label: t('why.link'), href: '/warum' }]}
          lead={t('emergency.lead', { minutes })}
        />
        <div class="stack">
          {shown.ended ? <Notice tone="success" title={t('emergency.ended')} role="status" /> : null}
          {shown.notice === undefined ? null : <Notice tone="warning" title={shown.notice} role="status" />}
          <ErrorSummary labels={labels} errors={listed} />
          <p>{t('emergency.told')}</p>
          <Form action="/notfallzugriff" hidden={{ _csrf: csrf }}>
            <TextField
              labels={labels}
              id="geschaeft"
              name="geschaeft"
              label={t('emergency.ref')}
              hint={t('emergency.refHint')}
              value={shown.ref}
              width="w16"
              spellcheck={false}
              error={errors.ref}
            />
            <LongTextField
              labels={labels}
              id="grund"
              name="grund"
              label={t('emergency.reason')}
              hint={t('emergency.reasonHint', { least })}
              value={shown.reason}
              maxLength={longest}
              error={errors.reason}
            />
            <Buttons>
              <Button>{t('emergency.open')}</Button>
            </Buttons>
          </Form>
        </div>
        {open.length === 0 ? null : (
          <Band id="offen" title={t('emergency.mine')} last>
            <Rows
              kind="two"
              items={open.map(({ id, ref, endsAt }) => ({
                title: ref,
                href: `/faelle/${ref}`,
                text: t('emergency.until', { time: formatTime(endsAt, language, true) }),
                act: <EndForm request={request} id={id} hidden={ref} />,
              }))}
            />
          </Band>
        )}
      </Wrap>
    ),
  });
}

/** Also beside the case itself. */
export function EndForm({ request, id, hidden }: { request: Request; id: string; hidden?: string }) {
  return (
    <Form plain action={`/notfallzugriff/${id}/beenden`} hidden={{ _csrf: request.csrf }}>
      <Button variant="secondary" hidden={hidden}>
        {caseTexts(request.language)('emergency.end')}
      </Button>
    </Form>
  );
}

async function open(request: Request): Promise<Reply> {
  const { app, language } = request;
  const t = caseTexts(language);
  const values = textsOf(request.body);
  const [typedRef = '', typed = ''] = [values['geschaeft'], values['grund']];
  const ref = typedRef.trim().toUpperCase();
  const shown = { ref: typedRef.slice(0, 40), reason: typed };
  const refError = isReference(ref) ? {} : { ref: t('emergency.refMissing') };
  const { error, reason } = reasonIn(request, typed);
  if (error !== undefined || refError.ref !== undefined)
    return formPage(request, {
      ...shown,
      status: 422,
      errors: { ...refError, ...(error === undefined ? {} : { reason: error }) },
    });
  try {
    const result = await openEmergency(app, staffOf(request), { ref, reason });
    if (result === 'unknown')
      return await formPage(request, { ...shown, status: 404, errors: { ref: t('emergency.unknown') } });
    return seeOther(`/faelle/${ref}`);
  } catch (error) {
    if (!(error instanceof Fault) || !refusals.includes(error.code)) throw error;
    return formPage(request, {
      ...shown,
      status: error.status,
      notice: faultText(app, language, error.code),
    });
  }
}

/** What is said on the page itself; what was typed stays. */
const refusals = ['EMERGENCY_EXCEEDED', 'EMERGENCY_CLOCK'];

/** A sentence, not a key held down: as long as the policy wants, of three different words at least. */
function reasonIn({ app, language }: Request, typed: string): { error?: string; reason: string } {
  const t = caseTexts(language);
  const least = policyOf.of(app).emergency.reasonLength;
  const { value = '', faults } = readText(typed, true);
  const [fault] = faults;
  if (fault) return { error: inputText(language, fault.code), reason: '' };
  const words = new Set(value.toLowerCase().match(/\p{L}{2,}/gu) ?? []);
  if (value.replace(/\s+/g, ' ').length < least || words.size < 3)
    return { error: t('emergency.reasonMissing', { least }), reason: '' };
  if (value.length > longest) return { error: t('emergency.reasonTooLong', { most: longest }), reason: '' };
  return { reason: value };
}

async function end(request: Request): Promise<Reply> {
  const id = request.params['id'] ?? '';
  if (!isUuid(id)) throw new Fault('NOT_FOUND');
  await endOwnEmergency(request.app, staffOf(request), id);
  return seeOther('/notfallzugriff?beendet=1');
}

export const emergencyRoutes: Route[] = [
  {
    method: 'GET',
    url: '/notfallzugriff',
    may: openInEmergency,
    kind: 'page',
    summary: 'Opens a single case in an emergency; those that are open',
    handle: show,
  },
  {
    method: 'POST',
    url: '/notfallzugriff',
    may: openInEmergency,
    kind: 'form',
    summary: 'Opens a single case in an emergency, with a reason',
    perMinute: 30,
    handle: open,
  },
  {
    method: 'POST',
    url: '/notfallzugriff/:id/beenden',
    may: openInEmergency,
    kind: 'form',
    summary: 'Ends an emergency access of one’s own',
    handle: end,
  },
];
