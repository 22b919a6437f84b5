// Numbers of invented persons: good in demonstrations, none where people are real.
import { expect, it } from 'vitest';
import { ahvKind } from './registered-number.ts';

it('an AHV number of an invented person is one, but not where people are real', () => {
  const faults = (raw: string, refuseInvented: boolean) =>
    ahvKind.parse(raw, { id: 'x', type: 'ahv' }, { lists: {}, refuseInvented }).faults;
  for (const raw of ['756.9999.0010.14', '7569998000018']) {
    expect(faults(raw, false)).toEqual([]);
    expect(faults(raw, true)).toEqual([{ code: 'AHV_INVALID' }]);
  }
  // Real numbers are random: no more is refused than what demonstrations show.
  for (const raw of ['756.9217.0769.85', '756.9990.0000.16']) expect(faults(raw, true)).toEqual([]);
});
