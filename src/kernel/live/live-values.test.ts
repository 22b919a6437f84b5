// What was promised for warnings: two seconds, also where NOTIFY is lost and the line is silent.
import { expect, test } from 'vitest';
import { longestUnseen } from './live-values.ts';

test('all that is awaited on the way of a change stays below two seconds', () => {
  expect(longestUnseen).toBeLessThan(2_000);
});
