// A program without workers, so that tests say when the log is kept; and entries as the program writes them.
import { randomUUID } from 'node:crypto';
import { readConfig } from '../../src/config.ts';
import type { Access } from '../../src/kernel/audit/write-access.ts';
import type { App } from '../../src/kernel/app.ts';
import { transact } from '../../src/kernel/transaction.ts';
import { createProgram, type Program } from '../../src/program.ts';

export const subject = randomUUID();

/** On a database of the caller's. */
export function loggedProgram(databaseUrl: string, env: Record<string, string> = {}): Promise<Program> {
  return createProgram(
    readConfig({
      LOG_LEVEL: 'silent',
      SEED: 'none',
      WITNESS_URL: 'none',
      BASE_URL: 'http://canton.example',
      ...env,
    }),
    databaseUrl,
  );
}

const clerk = {
  kind: 'staff',
  id: randomUUID(),
  subject: 'clerk',
  name: 'Clerk',
  email: undefined,
  unit: 'veterinaeramt',
  roles: ['clerk'],
  assurance: 'substantial',
} as const;

/** Writes entries about `subject`, all in one transaction. */
export async function logUses(app: App, count: number, more: Partial<Access> = {}): Promise<void> {
  await transact(app, { ...clerk, roles: [...clerk.roles] }, async (tx) => {
    for (let number = 1; number <= count; number++)
      await tx.recordAccess({
        kind: 'read',
        subject,
        fields: ['name', 'address'],
        purpose: 'case-handling|hund-anmelden',
        legalBasis: '§ 9 Hundegesetz',
        caseRef: `B-${number}`,
        ...more,
      });
  });
}
