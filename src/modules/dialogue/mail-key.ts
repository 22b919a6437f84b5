// Keys of mails: one for each line of a case's history, so that a job that runs twice makes one mail.

/** `case/2026-7KQ4-M2XD/17`. @param entry id of the line of history that the mail is about */
export function mailKey(ref: string, entry: number): string {
  return `case/${ref}/${entry}`;
}
