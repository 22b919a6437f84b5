// Calls of the payment service, signed with their time: `t=1795800000,v1=<HMAC-SHA-256 of "t.body">`.
import { createHmac, timingSafeEqual } from 'node:crypto';

/** Header of the signature. */
export const signatureHeader = 'payment-signature';

/** How old or early a call may be, in seconds: clocks differ, but what was overheard must not be sent again much later. */
export const tolerance = 300;

const digest = (secret: string, time: number, body: string | Buffer): Buffer =>
  createHmac('sha256', secret).update(`${time}.`).update(body).digest();

export const signCall = (secret: string, body: string, at: Date): string => {
  const time = Math.floor(at.getTime() / 1000);
  return `t=${time},v1=${digest(secret, time, body).toString('hex')}`;
};

/** Whether the secret's holder has sent exactly these bytes, and just now. */
export function isSignedCall(secret: string, header: unknown, body: Buffer, now: Date): boolean {
  const match = typeof header === 'string' ? /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header) : null;
  if (!match) return false;
  const time = Number(match[1]);
  const given = Buffer.from(match[2] ?? '', 'hex');
  const fits = timingSafeEqual(given, digest(secret, time, body));
  return fits && Math.abs(now.getTime() / 1000 - time) <= tolerance;
}
