// Waivers and refunds of a bill: each with what may be done next by whom, and the form that proposes one.
import type { VNode } from 'preact';
import {
  Button,
  Buttons,
  Choice,
  Disclosure,
  Form,
  LongTextField,
  MoneyField,
  Rows,
  Stack,
  TextField,
  formatDate,
  formatMoney,
  swissDay,
  uiLabels,
  errorOf,
} from '../../../ui/index.ts';
import type { Request } from '../../../kernel/http/route.ts';
import { moneyTexts } from '../money-texts.ts';
import { handleMoney } from '../permissions.ts';
import type { Bill } from '../queries/bills.ts';
import { isHeld, type Relief } from '../queries/payments.ts';
import { longestNote } from './staff-request.ts';

export interface TypedRelief {
  kind: string;
  amount: string;
  reason: string;
  errors: { fieldId: string; message: string }[];
}

interface ListProps {
  request: Request;
  reliefs: readonly Relief[];
  /** Of staff, by account. */
  names: ReadonlyMap<string, string>;
}

export function ReliefList({ request, reliefs, names }: ListProps): VNode | null {
  const { language } = request;
  const t = moneyTexts(language);
  if (reliefs.length === 0) return <p class="quiet">{t('reliefs.none')}</p>;
  const nameOf = (id: string | null) => (id === null ? t('reliefs.programme') : (names.get(id) ?? ''));
  const reasonOf = ({ reason }: Relief) =>
    reason === 'not-delivered' || reason === 'too-much' ? t(`reason.${reason}`) : reason;
  return (
    <Rows
      items={reliefs.map((each) => ({
        when: formatDate(swissDay(each.proposedAt), language, 'short'),
        title: `${t(`relief.${each.kind}`)}, ${formatMoney(each.amount / 100, language)}`,
        text: [
          `${t(`reliefState.${each.state}`)}.`,
          sentence(reasonOf(each)),
          t('reliefs.by', { name: nameOf(each.proposedBy) }),
          ...(each.decidedBy === null ? [] : [t('reliefs.decidedBy', { name: nameOf(each.decidedBy) })]),
          ...(each.note === '' ? [] : [sentence(each.note)]),
        ].join(' '),
        children: <Steps request={request} relief={each} />,
      }))}
    />
  );
}

/** What somebody has typed, so that something can follow it. */
const sentence = (typed: string): string => (/[.!?…]$/.test(typed) ? typed : `${typed}.`);

/** Only what this person may do; what only somebody else may is said instead. */
function Steps({ request, relief }: { request: Request; relief: Relief }): VNode | null {
  const { app, actor, language, csrf } = request;
  const t = moneyTexts(language);
  const labels = uiLabels(language);
  if (actor.kind !== 'staff' || !handleMoney.allows(actor, undefined, app)) return null;
  const action = `/geld/rechnungen/${relief.billId}/freigaben/${relief.id}`;
  const hidden = { _csrf: csrf };
  const what = `${t(`relief.${relief.kind}`)} ${formatMoney(relief.amount / 100, language)}`;
  if (relief.state === 'approved')
    return relief.paymentId !== null && !isHeld(relief) ? null : (
      <Form action={action} hidden={hidden}>
        {isHeld(relief) ? <p>{t('waiting.heldText')}</p> : null}
        <TextField
          labels={labels}
          id={`auftrag-${relief.id}`}
          name="bemerkung"
          label={t('step.order')}
          hint={t('step.orderHint')}
          maxLength={60}
          value=""
        />
        <Buttons>
          <Button variant="secondary" name="schritt" value="paid-out" hidden={what}>
            {t('step.paidOut')}
          </Button>
        </Buttons>
      </Form>
    );
  if (relief.state !== 'proposed') return null;
  if (relief.proposedBy === actor.id) return <p class="quiet">{t('step.otherPerson')}</p>;
  const check = relief.proposedBy === null;
  const mayRefuse = !check && (relief.kind === 'waiver' || relief.conceded);
  return (
    <Form action={action} hidden={hidden}>
      {mayRefuse ? (
        <TextField
          labels={labels}
          id={`bemerkung-${relief.id}`}
          name="bemerkung"
          label={t('step.note')}
          optional
          maxLength={longestNote}
          value=""
        />
      ) : null}
      <Buttons>
        <Button variant="secondary" name="schritt" value={check ? 'check' : 'approve'} hidden={what}>
          {t(check ? 'step.check' : 'step.approve')}
        </Button>
        {mayRefuse ? (
          <Button variant="quiet" name="schritt" value="refuse" hidden={what}>
            {t('step.refuse')}
          </Button>
        ) : null}
      </Buttons>
    </Form>
  );
}

interface FormProps {
  request: Request;
  bill: Bill;
  typed: TypedRelief | undefined;
}

export function ProposeForm({ request: { language, csrf }, bill, typed }: FormProps): VNode | null {
  const t = moneyTexts(language);
  const labels = uiLabels(language);
  const { open, paid } = bill.amounts;
  if (open + paid === 0) return null;
  const form = (
    <Form action={`/geld/rechnungen/${bill.id}`} hidden={{ _csrf: csrf }}>
      <Stack>
        <Choice
          labels={labels}
          id="art"
          name="art"
          label={t('propose.kind')}
          value={typed?.kind ?? ''}
          error={errorOf(typed?.errors ?? [], 'art')}
          options={[
            ...(open > 0
              ? [{ value: 'waiver', label: t('propose.waiver', { most: formatMoney(open / 100, language) }) }]
              : []),
            ...(paid > 0
              ? [{ value: 'refund', label: t('propose.refund', { most: formatMoney(paid / 100, language) }) }]
              : []),
          ]}
        />
        <MoneyField
          labels={labels}
          id="betrag"
          name="betrag"
          label={t('amount')}
          value={typed?.amount ?? ''}
          error={errorOf(typed?.errors ?? [], 'betrag')}
        />
        <LongTextField
          labels={labels}
          id="grund"
          name="grund"
          label={t('propose.reason')}
          hint={t('propose.reasonHint')}
          maxLength={longestNote}
          value={typed?.reason ?? ''}
          error={errorOf(typed?.errors ?? [], 'grund')}
        />
        <Buttons>
          <Button>{t('propose.send')}</Button>
        </Buttons>
      </Stack>
    </Form>
  );
  return (
    <Disclosure summary={t('propose.title')} open={typed !== undefined}>
      {form}
    </Disclosure>
  );
}
