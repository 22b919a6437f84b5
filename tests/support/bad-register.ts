// Between the program and its registers: passes everything on, and does with the answers what it is told.
import { createServer, request as ask, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** `dead`: nobody answers; `slow`: after the time limit; `twice`: each answer comes again; `stale`: the one before comes instead; `lost`: it is done and nobody hears of it. */
export type Behaviour =
  | 'good'
  | 'dead'
  | 'slow'
  | 'twice'
  | 'stale'
  | 'somebody-else'
  | 'wrong-hash'
  | 'huge'
  | 'endless'
  | 'failing'
  | 'garbage'
  | 'more-than-asked'
  | 'other-message'
  | 'lost';

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface BadRegister {
  url: string;
  behave(behaviour: Behaviour): void;
  /** How many questions came since it was last asked. */
  questions(): number;
  /** Until every second answer has been sent: those that come later would be taken for the answers to what is asked then. */
  copied(): Promise<void>;
  close(): Promise<void>;
}

/** @param good address of registers that answer well */
export async function badRegister(good: string): Promise<BadRegister> {
  let behaviour: Behaviour = 'good';
  let count = 0;
  let before: Answer | undefined;
  const copies: Promise<void>[] = [];
  const server = createServer((incoming, response) => {
    count += 1;
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
      const socket: Socket = incoming.socket;
      if (behaviour === 'dead') return void socket.destroy();
      const answer = await passOn(good, incoming.url ?? '', incoming.rawHeaders, Buffer.concat(chunks));
      if (behaviour === 'lost') return void socket.destroy();
      if (behaviour === 'slow') await sleep(2_500, undefined, { ref: false });
      const bad = behaviour === 'stale' && before ? before : damaged(answer, behaviour);
      before = answer;
      if (behaviour === 'endless') {
        response.writeHead(200, { ...headersOf(answer) });
        const more = setInterval(() => response.write(' '.repeat(100)), 20);
        response.on('close', () => clearInterval(more));
        return;
      }
      const head = { ...headersOf(bad), 'content-length': String(Buffer.byteLength(bad.body)) };
      response.writeHead(bad.status, head).end(bad.body);
      if (behaviour === 'twice') {
        const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
        const copy = `HTTP/1.1 ${bad.status} OK\r\n${lines.join('')}\r\n${bad.body}`;
        // After the first was read: the second must find the connection idle, or busy with the next question.
        copies.push(sleep(5).then(() => new Promise((resolve) => socket.write(copy, () => resolve()))));
      }
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    behave: (next) => void (behaviour = next),
    questions() {
      const since = count;
      count = 0;
      return since;
    },
    async copied() {
      await Promise.all(copies);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function passOn(good: string, path: string, rawHeaders: string[], body: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = ask(`${good}${path}`, { method: 'POST', headers: rawHeaders }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      incoming.on('end', () =>
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: text }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

const headersOf = ({ headers }: Answer) => {
  const { connection: _, 'content-length': __, 'transfer-encoding': ___, date: ____, ...rest } = headers;
  return rest as Record<string, string>;
};

/** Reports are XML. */
function damagedXml(answer: Answer, behaviour: Behaviour): Answer {
  const swap = (tag: string, text: string) => ({
    ...answer,
    body: answer.body.replace(new RegExp(`<(${tag})>[^<]*`), `<$1>${text}`),
  });
  switch (behaviour) {
    case 'other-message':
      return swap('eCH-0058:referenceMessageId', 'another');
    case 'somebody-else':
      return swap('correction:subject', 'rosa');
    case 'huge':
      return { ...answer, body: `${answer.body}<!--${'x'.repeat(10_000_000)}-->` };
    case 'wrong-hash':
      return { ...answer, headers: { ...answer.headers, 'x-road-request-hash': 'AAAA' } };
    case 'failing':
      return { ...answer, status: 500 };
    case 'garbage':
      return { ...answer, body: '<eCH-0058:eventReport>' };
    default:
      return answer;
  }
}

function damaged(answer: Answer, behaviour: Behaviour): Answer {
  if (answer.body.startsWith('<')) return damagedXml(answer, behaviour);
  const body = JSON.parse(answer.body) as { subject?: string; values?: object; items?: { values: object }[] };
  const other = (each: object) => ({
    ...each,
    ...('representatives' in each ? { representatives: [{ person: 'rosa', kind: 'parent' }] } : {}),
    firstName: 'Rosa',
    lastName: 'Exempel',
    ...('ahv' in each ? { ahv: '756.9999.9999.98' } : {}),
  });
  switch (behaviour) {
    case 'somebody-else':
      return {
        ...answer,
        body: JSON.stringify({
          ...body,
          ...(body.subject === undefined ? {} : { subject: 'rosa' }),
          ...(body.items && { items: body.items.map((item) => ({ ...item, values: other(item.values) })) }),
        }),
      };
    case 'wrong-hash':
      return { ...answer, headers: { ...answer.headers, 'x-road-request-hash': 'AAAA' } };
    case 'huge':
      return { ...answer, body: JSON.stringify({ ...body, more: 'x'.repeat(10_000_000) }) };
    case 'failing':
      return { ...answer, status: 500, body: '{"type":"Server.ServerProxy.ServiceFailed"}' };
    case 'garbage':
      return { ...answer, body: '<html>' };
    case 'more-than-asked':
      return {
        ...answer,
        body: JSON.stringify({ ...body, values: { ...body.values, secret: 'Konfession' } }),
      };
    default:
      return answer;
  }
}
