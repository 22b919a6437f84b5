// Credits that a bank reports (camt.054, ISO 20022, versions 04 and 08 of the Swiss Payment Standards): entries with their place, faults with theirs.
import { readFrancs } from '../rappen.ts';
import { nodeAt, nodesOf, readXmlTree, textAt, type Node } from './read-xml.ts';

/** What the file says about one credit or debit. */
export interface CamtEntry {
  /** Line of the file, counted from 1. */
  line: number;
  /** The bank's own number; with the account it tells doubled ones. Empty where the bank gives none. */
  bankId: string;
  /** Rappen or the smallest unit of another currency. */
  amount: number;
  currency: string;
  direction: 'credit' | 'debit';
  /** Takes an earlier booking back: a debit then undoes a credit. */
  reversal: boolean;
  /** Booked, or only announced. */
  booked: boolean;
  /** `YYYY-MM-DD` */
  bookedOn: string;
  reference: string;
  /** Who has paid, as the bank says. */
  payer: string;
  message: string;
}

export interface CamtNotice {
  version: '04' | '08';
  /** The bank's number of the notice. */
  id: string;
  iban: string;
  entries: CamtEntry[];
}

/** `code` is a text key; `detail` is what the file or its reader says. */
export interface CamtFault {
  line: number;
  code: 'xml' | 'kind' | 'version' | 'account' | 'amount' | 'day' | 'direction' | 'sum' | 'empty';
  detail: string;
}

const namespace = /^urn:iso:std:iso:20022:tech:xsd:camt\.(\d{3})\.001\.(\d{2})$/;

/**
 * Reads a whole file. What is wrong with one entry does not hide the others: they come beside the faults, and the caller decides.
 * @returns no notice where the file as a whole is none
 */
export function readCamt(xml: string): { notices: CamtNotice[]; faults: CamtFault[] } {
  const tree = readXmlTree(xml.replace(/^\ufeff/, ''));
  const broken = (line: number, code: CamtFault['code'], detail: string) => ({
    notices: [],
    faults: [{ line, code, detail }],
  });
  if ('fault' in tree) return broken(tree.fault.line, 'xml', tree.fault.message);
  const { root } = tree;
  const uri = Object.entries(root.attributes).find(
    ([key, value]) => /^xmlns(:|$)/.test(key) && namespace.test(value),
  )?.[1];
  const [, kind, number] = namespace.exec(uri ?? '') ?? [];
  const message = nodeAt(root, 'BkToCstmrDbtCdtNtfctn');
  if (root.name !== 'Document' || kind !== '054' || !message)
    return broken(root.line, 'kind', uri ?? root.name);
  if (number !== '04' && number !== '08') return broken(root.line, 'version', number ?? '');
  const faults: CamtFault[] = [];
  const notices = nodesOf(message, 'Ntfctn').map((notice) => readNotice(notice, number, faults));
  if (notices.length === 0) faults.push({ line: message.line, code: 'empty', detail: '' });
  return { notices, faults };
}

function readNotice(notice: Node, version: '04' | '08', faults: CamtFault[]): CamtNotice {
  const iban = textAt(notice, 'Acct', 'Id', 'IBAN') ?? '';
  if (iban === '') faults.push({ line: notice.line, code: 'account', detail: '' });
  return {
    version,
    id: textAt(notice, 'Id') ?? '',
    iban,
    entries: nodesOf(notice, 'Ntry').flatMap((entry) => readEntry(entry, version, faults)),
  };
}

/** One for each transaction of a booking; a booking without details is one by itself. */
function readEntry(entry: Node, version: '04' | '08', faults: CamtFault[]): CamtEntry[] {
  const total = readAmount(entry, faults);
  const direction = readDirection(entry, faults);
  const bookedOn = readDay(entry, faults);
  if (!total || !direction || bookedOn === undefined) return [];
  const status = version === '04' ? textAt(entry, 'Sts') : textAt(entry, 'Sts', 'Cd');
  const common = { bookedOn, booked: status === 'BOOK', reversal: textAt(entry, 'RvslInd') === 'true' };
  const entryId = textAt(entry, 'AcctSvcrRef') ?? textAt(entry, 'NtryRef') ?? '';
  const details = nodesOf(entry, 'NtryDtls').flatMap((each) => nodesOf(each, 'TxDtls'));
  if (details.length === 0)
    return [
      {
        ...{ ...common, ...total, direction, line: entry.line, bankId: entryId },
        ...{ reference: '', payer: '', message: textAt(entry, 'AddtlNtryInf') ?? '' },
      },
    ];
  const single = details.length === 1;
  const read = details.map((detail, index): CamtEntry | undefined => {
    // In a booking of one the amount may stand above it only.
    const amount = nodeAt(detail, 'Amt') || !single ? readAmount(detail, faults) : total;
    if (!amount) return undefined;
    const own = nodeAt(detail, 'CdtDbtInd') ? readDirection(detail, faults) : direction;
    if (!own) return undefined;
    return {
      ...{ ...common, ...amount, direction: own, line: detail.line },
      bankId:
        textAt(detail, 'Refs', 'AcctSvcrRef') ??
        (single || entryId === '' ? entryId : `${entryId}/${index + 1}`),
      reference: referenceOf(detail),
      payer: payerOf(detail, version),
      message: nodesOf(nodeAt(detail, 'RmtInf'), 'Ustrd')
        .map(({ text }) => text)
        .join(' '),
    };
  });
  const found = read.filter((each) => each !== undefined);
  const sum = found.reduce(
    (all, { amount, direction: own }) => all + (own === direction ? amount : -amount),
    0,
  );
  if (found.length === details.length && sum !== total.amount) {
    faults.push({ line: entry.line, code: 'sum', detail: `${sum} / ${total.amount}` });
    return [];
  }
  return found;
}

function readAmount(node: Node, faults: CamtFault[]): { amount: number; currency: string } | undefined {
  const element = nodeAt(node, 'Amt');
  const amount = element && readFrancs(element.text);
  const currency = element?.attributes['Ccy'] ?? '';
  if (amount !== undefined && amount > 0 && /^[A-Z]{3}$/.test(currency)) return { amount, currency };
  faults.push({
    line: (element ?? node).line,
    code: 'amount',
    detail: `${currency} ${element?.text ?? ''}`.trim(),
  });
  return undefined;
}

/** Which way the money goes; a reversal says it like any other booking. */
function readDirection(node: Node, faults: CamtFault[]): 'credit' | 'debit' | undefined {
  const told = textAt(node, 'CdtDbtInd');
  if (told === 'CRDT') return 'credit';
  if (told === 'DBIT') return 'debit';
  faults.push({ line: node.line, code: 'direction', detail: told ?? '' });
  return undefined;
}

function readDay(entry: Node, faults: CamtFault[]): string | undefined {
  const day = textAt(entry, 'BookgDt', 'Dt') ?? textAt(entry, 'BookgDt', 'DtTm')?.slice(0, 10);
  const real = day !== undefined && /^\d{4}-\d\d-\d\d$/.test(day) ? new Date(`${day}T00:00:00Z`) : undefined;
  if (real && !Number.isNaN(real.getTime()) && real.toISOString().slice(0, 10) === day) return day;
  faults.push({ line: entry.line, code: 'day', detail: day ?? '' });
  return undefined;
}

function referenceOf(detail: Node): string {
  const references = nodesOf(nodeAt(detail, 'RmtInf'), 'Strd').map((each) =>
    textAt(each, 'CdtrRefInf', 'Ref'),
  );
  return (references.find((each) => each !== undefined) ?? '').replace(/\s/g, '');
}

/** Since version 08 a party stands one level deeper. */
const payerOf = (detail: Node, version: '04' | '08'): string =>
  (version === '08'
    ? textAt(detail, 'RltdPties', 'Dbtr', 'Pty', 'Nm')
    : textAt(detail, 'RltdPties', 'Dbtr', 'Nm')) ?? '';
