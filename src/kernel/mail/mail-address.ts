// Mail addresses: what may stand as a recipient, and the domain of our own sender.

/**
 * Whether a mail can be sent to exactly this address: one local part, one domain, nothing that a header or an SMTP command
 * could read as more (second recipient, comment, line break). Lengths of RFC 5321, 4.5.3.1.
 */
export function isMailAddress(text: string): boolean {
  if (text.length > 254 || !text.isWellFormed()) return false;
  const match = /^([^\s@<>()[\]\\,;:"\p{Cc}\p{Cf}]{1,64})@([^\s@<>()[\]\\,;:"\p{Cc}\p{Cf}]{1,253})$/u.exec(
    text,
  );
  const [, local = '', domain = ''] = match ?? [];
  return match !== null && isDotted(local) && isDotted(domain) && domain.includes('.');
}

/** Parts between single dots, none empty. */
function isDotted(text: string): boolean {
  return text.split('.').every((part) => part !== '');
}

/** `example.org` of `Drehscheibe <noreply@example.org>`; undefined when there is none. */
export function domainOf(sender: string): string | undefined {
  return /@([a-z0-9-]+(?:\.[a-z0-9-]+)*)>?\s*$/i.exec(sender)?.[1]?.toLowerCase();
}
