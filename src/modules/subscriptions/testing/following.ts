// What tests of subscriptions do as visitors: ask, confirm by the link in the mail, announce, and read what was sent.
import type { ReceivedMail, SmtpSink } from '../../../../tests/support/smtp-sink.ts';
import type { TestProgram } from '../../../../tests/support/test-program.ts';
import { bareDb } from '../../../../tests/support/unguarded.ts';
import { hear } from '../actions/hear.ts';

type Fields = [string, string][];

export function linkIn(mail: ReceivedMail | undefined, pattern: RegExp): string {
  const url = pattern.exec(mail?.parsed.text ?? '')?.[0];
  if (url === undefined) throw new Error(`No link in ${mail?.parsed.text}`);
  return url;
}

export function following(program: TestProgram, sink: SmtpSink) {
  let number = 0;
  /** A visitor's browser: it keeps the cookie with which the form was shown. */
  const post = async (fields: Fields): Promise<Response> => {
    const form = await fetch(`${program.origin}/abonnieren`);
    const cookie = form.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
    const csrf = /name="_csrf" value="([^"]+)"/.exec(await form.text())?.[1] ?? '';
    return fetch(`${program.origin}/abonnieren`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded', cookie },
      body: new URLSearchParams([['_csrf', csrf], ...fields]).toString(),
    });
  };
  const ask = (email: string, ...more: Fields) =>
    post([['email', email], ['match', 'any'], ['pace', 'now'], ...more]);
  const confirmLink = async (): Promise<string> => {
    await program.settle();
    return linkIn(sink.received.splice(0)[0], /http\S+\/abonnieren\/bestaetigen\/[\w-]{43}/);
  };
  return {
    post,
    ask,
    confirmLink,
    /** @returns the address of the subscriber's page */
    async follow(email: string, ...more: Fields): Promise<string> {
      const asked = await ask(email, ...more);
      if (asked.headers.get('location') !== '/abonnieren/gesendet')
        throw new Error(`Refused: ${asked.status}`);
      const answer = await fetch(await confirmLink(), { method: 'POST', redirect: 'manual' });
      return `${program.origin}${answer.headers.get('location')?.split('?')[0]}`;
    },
    rows: (table: 'subscriptions.subscriber' | 'subscriptions.subscription' | 'subscriptions.request') =>
      bareDb(program.app).selectFrom(table).selectAll().execute(),
    /** Announces by an event of a service, as a new version does. @returns the event */
    async announce(service = 'hund-anmelden') {
      number++;
      const event = { type: 'service.version-published', subject: service, data: { version: 100 + number } };
      await hear(program.app, event);
      await program.settle();
      return event;
    },
    recipients: () =>
      sink.received
        .splice(0)
        .map(({ to }) => to[0])
        .toSorted(),
  };
}
