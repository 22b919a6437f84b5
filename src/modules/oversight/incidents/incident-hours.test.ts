// The clock of a breach counts hours of time, whatever clocks on walls do.
import { describe, expect, it } from 'vitest';
import { dueAfter, hoursLeft } from './incident.ts';

describe('the clock', () => {
  it('runs 72 hours of time, also over the night in which clocks change', () => {
    const due = dueAfter(new Date('2026-10-24T10:00:00Z'), 72);
    expect(due).toEqual(new Date('2026-10-27T10:00:00Z'));
    expect(hoursLeft(due, new Date('2026-10-24T10:00:00Z'))).toEqual({ overdue: false, hours: 72 });
    expect(hoursLeft(due, new Date('2026-10-27T09:00:01Z'))).toEqual({ overdue: false, hours: 0 });
    expect(hoursLeft(due, due)).toEqual({ overdue: false, hours: 0 });
    expect(hoursLeft(due, new Date('2026-10-27T12:30:00Z'))).toEqual({ overdue: true, hours: 2 });
  });
});
