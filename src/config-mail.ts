// The variables about what goes out to persons: mail servers, the sender, reports of non-delivery, push services.

export interface MailConfig {
  smtpUrl: string | undefined;
  /** Takes over where the first mail server can't. */
  smtpUrl2: string | undefined;
  mailFrom: string;
  /** Bearer token of whatever brings reports of non-delivery; absent: none are taken. */
  bounceToken: string | undefined;
  /** Hosts to which browsers may ask us to push; one that begins with a dot stands for all below it. */
  pushServices: readonly string[];
}

/** Of the browsers in wide use. */
export const knownPushServices = [
  'fcm.googleapis.com',
  'updates.push.services.mozilla.com',
  '.push.apple.com',
  '.notify.windows.com',
];

/** @param raw value of a variable; @param url a checked address; @param faults what is wrong is added */
export function readMail(
  raw: (name: string) => string | undefined,
  url: (name: string, protocols: string[]) => string | undefined,
  faults: string[],
): MailConfig {
  const smtpUrl = url('SMTP_URL', ['smtp:', 'smtps:']);
  const smtpUrl2 = url('SMTP_URL_2', ['smtp:', 'smtps:']);
  if (smtpUrl2 !== undefined && raw('SMTP_URL') === undefined)
    faults.push('SMTP_URL_2 needs SMTP_URL: it takes over where that one can’t');
  const bounceToken = raw('BOUNCE_TOKEN');
  if (bounceToken !== undefined && bounceToken.length < 32)
    faults.push('BOUNCE_TOKEN must have at least 32 characters');
  const pushServices = raw('PUSH_SERVICES')
    ?.split(',')
    .map((each) => each.trim().toLowerCase());
  for (const each of pushServices ?? [])
    if (!/^\.?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d{1,5})?$/.test(each))
      faults.push(`PUSH_SERVICES must be hosts parted by commas, not "${each}"`);
  return {
    smtpUrl,
    smtpUrl2,
    mailFrom: raw('MAIL_FROM') ?? 'Drehscheibe <noreply@example.org>',
    bounceToken,
    pushServices: pushServices ?? knownPushServices,
  };
}
