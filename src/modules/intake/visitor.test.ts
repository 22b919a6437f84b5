// How many drafts come from where: one address counts as one, however it is written; a whole IPv6 network, too.
import { expect, test } from 'vitest';
import type { App } from '../../kernel/app.ts';
import { originHash } from './visitor.ts';

const of = (ip: string, secret = 'a') => originHash({ secret } as App, ip).toString('hex');

test.each([
  ['192.0.2.7', '::ffff:192.0.2.7', true],
  ['192.0.2.7', '192.0.2.8', false],
  ['2001:db8::1', '2001:db8:0:0:ffff::2', true],
  ['2001:db8::1', '2001:DB8:0000:0000:1:2:3:4', true],
  ['2001:db8::1', '2001:db8:0:1::1', false],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::', true],
  ['::1', '::2', true],
])('%s and %s: %s', (one, other, same) => {
  expect(of(one) === of(other)).toBe(same);
});

test('says nothing about the address without the key', () => {
  expect(of('192.0.2.7', 'a')).not.toBe(of('192.0.2.7', 'b'));
});
