// A real SMTP server on a free port that keeps what it receives, and can be told to refuse.
import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  /** Envelope: what the server was told, whatever the header says. */
  from: string;
  to: string[];
  raw: Buffer;
  parsed: ParsedMail;
}

export interface SmtpSink {
  url: string;
  received: ReceivedMail[];
  /** While it is set, messages are refused with a temporary error. */
  refuse: boolean;
  /** With this code and these words it refuses every message. */
  refusal: { code: number; words: string };
  /** It answers nothing any more, though it takes connections. */
  hang: boolean;
  /** It lets nobody in: 421 before the first word, and on connections that stand already. */
  closed: boolean;
  /** A recipient that it refuses for good: there is no such mailbox. */
  unknown: string | undefined;
  /** Milliseconds that it takes to accept a message. */
  delay: number;
  stop(): Promise<void>;
}

export async function smtpSink(): Promise<SmtpSink> {
  const received: ReceivedMail[] = [];
  const closedToday = () =>
    sink.closed ? Object.assign(new Error('Closed for today'), { responseCode: 421 }) : undefined;
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    closeTimeout: 100,
    hideSMTPUTF8: false,
    onConnect(_session, callback) {
      if (sink.hang) return;
      callback(closedToday());
    },
    // A connection that was opened before and kept is no way in either.
    onMailFrom(_address, _session, callback) {
      callback(closedToday());
    },
    onRcptTo({ address }, _session, callback) {
      callback(
        address === sink.unknown
          ? Object.assign(new Error('No such mailbox'), { responseCode: 550 })
          : undefined,
      );
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (sink.refuse) {
          callback(Object.assign(new Error(sink.refusal.words), { responseCode: sink.refusal.code }));
          return;
        }
        const raw = Buffer.concat(chunks);
        const { mailFrom, rcptTo } = session.envelope;
        simpleParser(raw).then(
          (parsed) => {
            received.push({
              from: mailFrom ? mailFrom.address : '',
              to: rcptTo.map((each) => each.address),
              raw,
              parsed,
            });
            setTimeout(callback, sink.delay);
          },
          (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
        );
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const sink: SmtpSink = {
    url: `smtp://127.0.0.1:${port}`,
    received,
    refuse: false,
    refusal: { code: 451, words: 'Come back later' },
    hang: false,
    closed: false,
    unknown: undefined,
    delay: 0,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return sink;
}
