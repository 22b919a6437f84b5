// Keys of mails: one for each line of a case's history and recipient, or announcement of its end, so that a job that runs twice makes one mail.

/**
 * `case/2026-7KQ4-M2XD/17`
 * @param entry id of the line of history that the mail is about
 * @param representative account of somebody who is told for the owner
 */
export function mailKey(ref: string, entry: number, representative?: string): string {
  return `case/${ref}/${entry}${representative === undefined ? '' : `/${representative}`}`;
}

/** The reference in a key; undefined for a mail that is not about a case. */
export function caseOfMail(key: string): string | undefined {
  return /^case\/([0-9A-Z-]{5,20})\/(?:\d+(?:\/[0-9a-f-]{36})?|ending\/\d{4}-\d{2}-\d{2})$/.exec(key)?.[1];
}
