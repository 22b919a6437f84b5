// The addresses of X-Road REST r1, and the hash over what is sent: what counts for it and what does not.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isClientId, isServiceId, readAddress, requestHash, type RawHeaders } from './message.ts';

const service = 'CH-DEMO/GOV/BASEL-STADT/einwohnerregister/personen';

it.each([
  [`/r1/${service}/v1/read`, { service, path: '/v1/read' }],
  [`/r1/${service}`, { service, path: '/' }],
  [`/r2/${service}/v1/read`, undefined],
  ['/r1/CH-DEMO/GOV/BASEL-STADT/einwohnerregister', undefined],
  [`/r1/CH%2FDEMO/GOV/A/B/C/x`, { service: 'CH%2FDEMO/GOV/A/B/C', path: '/x' }],
  ['/r1/CH DEMO/GOV/A/B/C/x', undefined],
  ['/r1/CH-DEMO//A/B/C/x', undefined],
])('the address %s', (target, read) => {
  expect(readAddress(target)).toEqual(read);
});

it('a client has four parts, a service five', () => {
  expect([isClientId('CH/GOV/BS/app'), isClientId(service), isServiceId(service)]).toEqual([
    true,
    false,
    true,
  ]);
  expect([isClientId('CH/GOV/BS/%'), isClientId('CH/GOV/BS/a\nb')]).toEqual([false, false]);
});

describe('the hash', () => {
  const headers: RawHeaders = [
    ['Accept', 'application/json'],
    ['X-Road-Client', 'CH/GOV/BS/app'],
  ];
  const sha = (...parts: (string | Buffer)[]) => {
    const hash = createHash('sha512');
    for (const part of parts) hash.update(part);
    return hash.digest();
  };
  const head = sha('GET\r\n/r1/x?y=1\r\nAccept:application/json\r\nX-Road-Client:CH/GOV/BS/app\r\n');

  it('is of the headers alone without a body, else of both hashes', () => {
    expect(requestHash('GET', '/r1/x?y=1', headers, undefined)).toBe(head.toString('base64'));
    expect(requestHash('GET', '/r1/x?y=1', headers, Buffer.from('{}'))).toBe(
      sha(head, sha('{}')).toString('base64'),
    );
  });

  it('leaves out what changes on the way, and nothing else', () => {
    const of = (more: RawHeaders) => requestHash('GET', '/r1/x?y=1', [...headers, ...more], undefined);
    const onTheWay = ['Host', 'Connection', 'Content-Length', 'User-Agent', 'Transfer-Encoding', 'Expect'];
    expect(of(onTheWay.map((name) => [name, 'x']))).toBe(head.toString('base64'));
    expect(of([['X-Road-UserId', 'x']])).not.toBe(head.toString('base64'));
    expect(requestHash('GET', '/r1/x?y=1', [...headers].reverse(), undefined)).not.toBe(
      head.toString('base64'),
    );
  });
});
