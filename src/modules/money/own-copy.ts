// What the money module gives to the copy of one's own data: bills with their payments, reminders, refunds and what the bank reported.
import type { PersonActor } from '../../kernel/actor.ts';
import type { App } from '../../kernel/app.ts';
import { ownData } from '../../kernel/audit/personal-data.ts';
import { dayInSwitzerland } from '../../kernel/clock.ts';
import { forPersons, type OwnCopy, type OwnCopyPart } from '../../kernel/own-copy.ts';
import { formatDate } from '../../ui/index.ts';
import { francs } from './bill-pdf/bill-model.ts';
import { moneyTexts } from './money-texts.ts';
import { billsOf, pageOfBills, type Bill } from './queries/bills.ts';
import { paymentsOf, reliefsOf } from './queries/payments.ts';
import { entriesOfBills } from './queries/statements.ts';

/** Staff stay unnamed. */
async function* bills(app: App, actor: PersonActor) {
  let last: Bill | undefined;
  do {
    const after = last;
    const portion = await ownData(app, actor, async (db) => {
      const found = await billsOf(db, actor.id, after);
      const ids = found.map(({ id }) => id);
      return {
        found,
        payments: await paymentsOf(db, ids),
        reliefs: await reliefsOf(db, ids),
        entries: await entriesOfBills(db, ids),
        reminders:
          ids.length === 0
            ? []
            : await db
                .selectFrom('money.reminder')
                .selectAll()
                .where('bill_id', 'in', ids)
                .orderBy('level')
                .execute(),
      };
    });
    for (const bill of portion.found) yield exported(bill, portion);
    last = portion.found.length === pageOfBills ? portion.found.at(-1) : undefined;
  } while (last);
}

interface Beside {
  payments: Awaited<ReturnType<typeof paymentsOf>>;
  reliefs: Awaited<ReturnType<typeof reliefsOf>>;
  entries: Awaited<ReturnType<typeof entriesOfBills>>;
  reminders: readonly { bill_id: string; level: number; sent_on: string }[];
}

function exported(bill: Bill, { payments, reliefs, entries, reminders }: Beside) {
  const { caseRef, number, reference, recipient, items, amounts, state, due, issuedAt, serviceId, language } =
    bill;
  return {
    ...{
      case: caseRef,
      number,
      reference,
      recipient,
      service: serviceId,
      language,
      items,
      amounts,
      state,
      due,
    },
    issuedAt: issuedAt.toISOString(),
    payments: payments
      .filter(({ billId }) => billId === bill.id)
      .map((each) => ({
        ...{ method: each.method, amount: each.amount, state: each.state, received: each.captured },
        startedAt: each.createdAt.toISOString(),
        changedAt: each.changedAt.toISOString(),
      })),
    received: entries
      .filter(({ billId }) => billId === bill.id)
      .map(({ amount, currency, bookedOn, payer, message }) => ({
        amount,
        currency,
        bookedOn,
        payer,
        message,
      })),
    reliefs: reliefs
      .filter(({ billId }) => billId === bill.id)
      .map((each) => ({
        ...{ kind: each.kind, amount: each.amount, reason: each.reason, state: each.state, note: each.note },
        proposedAt: each.proposedAt.toISOString(),
        doneAt: each.doneAt?.toISOString() ?? null,
      })),
    reminders: reminders.filter(({ bill_id: id }) => id === bill.id).map(({ sent_on: day }) => day),
  };
}

const part: OwnCopyPart<ReturnType<typeof exported>> = {
  name: 'bills',
  tables: ['money.bill', 'money.payment', 'money.relief', 'money.reminder', 'money.entry'],
  title: (language) => moneyTexts(language)('copy.bills'),
  read: forPersons(bills),
  print(item, _app, language) {
    const t = moneyTexts(language);
    return {
      title: `${t('bill')} ${item.number}, ${formatDate(dayInSwitzerland(new Date(item.issuedAt)), language)}`,
      lines: [
        t(`state.${item.state}`),
        ...item.payments.map(({ method, state }) => `${t(`method.${method}`)}: ${t(`payment.${state}`)}`),
      ],
      facts: [
        { label: t('case'), value: item.case },
        { label: t('total'), value: francs(item.amounts.total) },
        { label: t('open'), value: francs(item.amounts.open) },
      ],
    };
  },
};

export const moneyCopy: OwnCopy = { parts: [part] };
