// Writes a camt.054 as a bank would, with whatever a test wants in it.
export interface WrittenEntry {
  amount: string;
  currency?: string;
  direction?: string;
  reversal?: boolean;
  status?: string;
  day?: string;
  reference: string;
  payer: string;
  bankId: string;
}

interface Options {
  version: '04' | '08';
  iban?: string;
  /** All entries as one booking of this amount. */
  collected?: string;
}

export function camtFile(entries: readonly WrittenEntry[], { version, iban, collected }: Options): string {
  const bookings =
    collected === undefined
      ? entries.map((each) => booking(each, each.amount, [each], version))
      : entries.slice(0, 1).map((each) => booking(each, collected, entries, version));
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.${version}">
<BkToCstmrDbtCdtNtfctn>
<GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-11-24T18:00:00+01:00</CreDtTm></GrpHdr>
<Ntfctn>
<Id>N1</Id><CreDtTm>2026-11-24T18:00:00+01:00</CreDtTm>
<Acct><Id><IBAN>${iban ?? 'CH4431999123000889012'}</IBAN></Id></Acct>
${bookings.join('\n')}
</Ntfctn>
</BkToCstmrDbtCdtNtfctn>
</Document>
`;
}

function booking(
  first: WrittenEntry,
  total: string,
  details: readonly WrittenEntry[],
  version: string,
): string {
  const {
    currency = 'CHF',
    direction = 'CRDT',
    reversal = false,
    status = 'BOOK',
    day = '2026-11-24',
  } = first;
  return `<Ntry>
<NtryRef>${first.bankId}</NtryRef>
<Amt Ccy="${currency}">${total}</Amt>
<CdtDbtInd>${direction}</CdtDbtInd>
<RvslInd>${String(reversal)}</RvslInd>
<Sts>${version === '08' ? `<Cd>${status}</Cd>` : status}</Sts>
<BookgDt><Dt>${day}</Dt></BookgDt>
<AcctSvcrRef>${first.bankId}</AcctSvcrRef>
<NtryDtls>
${details.map((each) => transaction(each, version)).join('\n')}
</NtryDtls>
</Ntry>`;
}

function transaction(
  { bankId, amount, currency = 'CHF', payer, reference }: WrittenEntry,
  version: string,
): string {
  const name = `<Nm>${payer}</Nm>`;
  return `<TxDtls>
<Refs><AcctSvcrRef>${bankId}</AcctSvcrRef></Refs>
<Amt Ccy="${currency}">${amount}</Amt>
<RltdPties><Dbtr>${version === '08' ? `<Pty>${name}</Pty>` : name}</Dbtr></RltdPties>
<RmtInf>${reference === '' ? '<Ustrd>ohne Referenz</Ustrd>' : `<Strd><CdtrRefInf><Ref>${reference}</Ref></CdtrRefInf></Strd>`}</RmtInf>
</TxDtls>`;
}
