// The mail servers in their order: one that can't be reached, hangs or refuses for reasons of its own is passed over, the next one is tried.
import nodemailer from 'nodemailer';

export interface Envelope {
  from: string;
  to: string;
  /** Comes back in a report of non-delivery (RFC 3461, 4.4), where the servers on the way keep it. */
  id: string | undefined;
}

export interface Accepted {
  /** `mail.example.org:587`, without user and password. */
  server: string;
  /** What it answered. */
  answer: string;
}

/** No server has taken the message. */
export class MailRefused extends Error {
  /** Trying again changes nothing: there is no such mailbox, or every server refuses this message for good (5xx of RFC 5321). */
  readonly forGood: boolean;
  /** The mailbox itself does not exist or is closed. */
  readonly gone: boolean;

  constructor(reason: string, why: { forGood: boolean; gone: boolean }) {
    super(reason);
    this.name = 'MailRefused';
    this.forGood = why.forGood;
    this.gone = why.gone;
  }
}

/** Milliseconds to connect and be greeted, and of silence after that. */
export interface Patience {
  connect: number;
  silence: number;
}
const patience: Patience = { connect: 8_000, silence: 30_000 };

/** A server that failed is asked last for so long: else each mail would wait for it anew. Each process finds out by itself. */
const passedOverFor = 60_000;

interface Failure {
  server: string;
  error: unknown;
}

/** @param urls the first is preferred */
export function smtpServers(urls: readonly string[], wait: Patience = patience) {
  const servers = urls.map((url) => ({
    name: new URL(url).host,
    passedOverUntil: 0,
    transport: nodemailer.createTransport({
      url,
      pool: true,
      connectionTimeout: wait.connect,
      greetingTimeout: wait.connect,
      socketTimeout: wait.silence,
    }),
  }));
  return {
    /** @throws MailRefused */
    async send({ from, to, id }: Envelope, raw: Buffer): Promise<Accepted> {
      const failures: Failure[] = [];
      const now = Date.now();
      // A stable sort: those that are well in the order of the configuration, then the others.
      const order = servers.toSorted(
        (one, other) => Number(one.passedOverUntil > now) - Number(other.passedOverUntil > now),
      );
      for (const server of order) {
        try {
          const { response } = await server.transport.sendMail({
            envelope: { from, to: [to] },
            raw,
            ...(id === undefined
              ? {}
              : { dsn: { id, return: 'headers', notify: ['failure', 'delay'], recipient: to } }),
          });
          server.passedOverUntil = 0;
          return { server: server.name, answer: shortened(response) };
        } catch (error) {
          // No other server knows a mailbox that does not exist.
          if (isAboutRecipient(error))
            throw refusal([{ server: server.name, error }], { forGood: true, gone: true });
          if (!isAboutMessage(error)) server.passedOverUntil = Date.now() + passedOverFor;
          failures.push({ server: server.name, error });
        }
      }
      throw refusal(failures, { forGood: failures.every(({ error }) => isForGood(error)), gone: false });
    },
  };
}

/** What nodemailer says of a failed dialogue. */
function said(error: unknown): { code: number; command: string; answer: string } {
  const { responseCode, command, response, message } = error as Error & {
    responseCode?: number;
    command?: string;
    response?: string;
  };
  return { code: responseCode ?? 0, command: command ?? '', answer: response ?? message };
}

/** 5.1.x and 5.2.1 speak of address and mailbox (RFC 3463, 3.2 and 3.3); 5.7.x of a server that does not want us. */
function isAboutRecipient(error: unknown): boolean {
  const { code, command, answer } = said(error);
  // A full mailbox (5.2.2) is emptied again.
  if (command !== 'RCPT TO' || code < 500) return false;
  const enhanced = /\b5\.\d{1,3}\.\d{1,3}\b/.exec(answer)?.[0];
  return enhanced === undefined ? [550, 551, 553].includes(code) : /^5\.1\.|^5\.2\.1$/.test(enhanced);
}

/** The server is well; it does not take this message from us for this recipient, perhaps only now (greylisting). */
const isAboutMessage = (error: unknown): boolean => {
  const { code, command } = said(error);
  return code >= 400 && (command === 'RCPT TO' || command === 'DATA');
};

/** A server that can't be reached, lets nobody in or refuses the sender is no such thing: somebody mends that. */
const isForGood = (error: unknown): boolean => isAboutMessage(error) && said(error).code >= 500;

function refusal(failures: readonly Failure[], why: { forGood: boolean; gone: boolean }): MailRefused {
  return new MailRefused(
    failures.map(({ server, error }) => `${server}: ${shortened(said(error).answer)}`).join('; '),
    why,
  );
}

/** Servers tell long stories; a column and a page need the beginning. */
function shortened(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, 300);
}
