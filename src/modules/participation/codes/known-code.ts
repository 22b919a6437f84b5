// Which person a code stands for, if it is one of this process; the code itself is kept nowhere.
import { createHmac } from 'node:crypto';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import type { CodeHolder } from '../participant.ts';

/** With the program's secret: who has only the database can try no codes. */
export const codeHash = (app: App, process: string, code: string): Buffer =>
  createHmac('sha256', app.secret).update(`participation code\0${process}\0${code}`).digest();

export async function knownCode(app: App, process: string, code: string): Promise<CodeHolder | undefined> {
  const found = await impersonal(app, 'recognise-caller', (db) =>
    db
      .selectFrom('participation.code')
      .select('person_key')
      .where('process_id', '=', process)
      .where('code_hash', '=', codeHash(app, process, code))
      .executeTakeFirst(),
  );
  return found && { kind: 'code', process, personKey: found.person_key };
}
