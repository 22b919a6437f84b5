// Batches as a company sends them: lines of a service that decides at once, and what comes back.
import type { TestProgram } from './test-program.ts';

/** On which the days in the answers fit. */
export const batchNow = '2026-11-24T09:00:00+01:00';
export const batchService = 'parkverbot-zuegeln';

/** Decided at once for a company's removal; what the registers know is left out. */
export const removal = {
  anlass: 'umzug',
  weg: 'lieferung',
  orte: [
    {
      adresse: { street: 'Klybeckstrasse', houseNumber: '998', postalCode: '4057', town: 'Basel' },
      laenge: 15,
      lage: 'blau',
    },
  ],
  tag: '2026-12-12',
  von: '07:00',
  bis: '18:00',
  fuerFirma: true,
  telefon: '+44 20 7946 0000',
  wegraeumen: true,
};

/** A line; what is undefined is left out. */
export const lineOf = (id: string, answers: Record<string, unknown> = {}): string =>
  JSON.stringify({ id, answers: { ...removal, ...answers } });

export interface BatchAnswer {
  status: number;
  body: {
    id: string;
    state: string;
    lines: number;
    done: number;
    accepted: number;
    refused: number;
    code?: string;
    detail?: string;
  };
}

export interface SentLine {
  line: number;
  id: string | null;
  status: number;
  code?: string;
  title?: string;
  errors?: { pointer: string; code: string; detail: string }[];
  case?: { ref: string; state: string; url: string };
}

/** Sends a batch by the API. */
export async function sendBatch(
  { origin }: TestProgram,
  token: string,
  content: string | Buffer,
  { key = 'one', service = batchService, type = 'application/x-ndjson' } = {},
): Promise<BatchAnswer> {
  const response = await fetch(`${origin}/api/v1/services/${service}/batches`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': type,
      'idempotency-key': key,
      'accept-language': 'de',
    },
    body: content as BodyInit,
  });
  return { status: response.status, body: (await response.json()) as BatchAnswer['body'] };
}

const get = (program: TestProgram, token: string, path: string) =>
  fetch(`${program.origin}/api/v1/batches/${path}`, {
    headers: { authorization: `Bearer ${token}`, 'accept-language': 'de' },
  });

/** Waits until every line has a result. */
export async function finished(
  program: TestProgram,
  token: string,
  id: string,
): Promise<BatchAnswer['body']> {
  for (let tries = 0; tries < 2880; tries++) {
    const batch = (await (await get(program, token, id)).json()) as BatchAnswer['body'];
    if (batch.state === 'done') return batch;
    // As a company's program asks: the batch is worked off by another process.
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error('The batch is not worked off after twelve minutes');
}

/** The results behind a line, as they are now. */
export async function resultsOf(
  program: TestProgram,
  token: string,
  id: string,
  after = 0,
): Promise<SentLine[]> {
  const response = await get(program, token, `${id}/results?after=${after}`);
  if (response.headers.get('content-type') !== 'application/x-ndjson; charset=utf-8')
    throw new Error(`No results: ${response.status} ${await response.text()}`);
  const lines = (await response.text()).split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as SentLine);
}
