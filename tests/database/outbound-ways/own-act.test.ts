// What goes out in spite of a block because the person has asked for it, and no further.
import { afterAll, beforeAll, expect } from 'vitest';
import { act, giveAndAccept, htmlOf } from '../../../src/modules/mandates/testing/mandates.ts';
import { blockedPersons, type BlockedPersons, walkWays } from '../../support/blocked-persons.ts';

let anna: BlockedPersons['anna'];
let bruno: BlockedPersons['bruno'];
let program: BlockedPersons['program'];
beforeAll(async () => {
  ({ anna, bruno, program } = await blockedPersons());
}, 600_000);
afterAll(() => program.stop());

walkWays('own-act', {
  mandate: async () => {
    const path = await giveAndAccept(program, anna, bruno, { to: 'bruno@example.org' });
    expect(await htmlOf(bruno, '/vertretung')).toContain('Anna Beispiel');
    expect((await act(anna, path, 'revoke')).status).toBe(303);
    expect(await htmlOf(bruno, '/vertretung')).not.toContain('Anna Beispiel');
  },
});
