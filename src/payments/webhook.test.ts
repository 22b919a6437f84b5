// Calls of the payment service: only its own, only these bytes, only now.
import { describe, expect, it } from 'vitest';
import { isSignedCall, signCall, tolerance } from './webhook.ts';

const at = new Date('2026-11-24T09:00:00Z');
const body = '{"id":"e1","about":"payment","reference":"p1"}';
const later = (seconds: number) => new Date(at.getTime() + seconds * 1000);

describe('a signed call', () => {
  it('is taken from whoever holds the secret', () => {
    expect(isSignedCall('s', signCall('s', body, at), Buffer.from(body), later(tolerance))).toBe(true);
    expect(isSignedCall('s', signCall('s', body, at), Buffer.from(body), later(-tolerance))).toBe(true);
  });

  it('is refused when it is forged, changed, or overheard and sent again later', () => {
    const header = signCall('s', body, at);
    const refused: [unknown, string, Date][] = [
      [signCall('other', body, at), body, at],
      [header, body.replace('p1', 'p2'), at],
      [header, body, later(tolerance + 1)],
      [header, body, later(-tolerance - 1)],
      [header.replace(/t=\d+/, `t=${later(600).getTime() / 1000}`), body, later(600)],
      [header.slice(0, -1), body, at],
      ['', body, at],
      [undefined, body, at],
      [[header, header], body, at],
      ['t=1,v1=zz', body, at],
    ];
    for (const [given, sent, now] of refused)
      expect([given, isSignedCall('s', given, Buffer.from(sent), now)]).toEqual([given, false]);
  });
});
