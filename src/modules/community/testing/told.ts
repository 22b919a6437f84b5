// Who was told of something in the community, by the keys of the notices that were kept.
import type { TestProgram } from '../../../../tests/support/test-program.ts';
import { rowsOf } from './colleagues.ts';

interface Told {
  account: string;
  subject: string;
  /** The whole message as it goes out. */
  message: string;
}

/** @param about an id that stands in the key: of a text, an event, a person */
export async function toldOf(program: TestProgram, about: string): Promise<Told[]> {
  const rows = await rowsOf<{ account: string; subject: string; message: Buffer }>(
    program,
    `select account_id as account, subject, message from kernel.mail where key like 'community%' and key like $1`,
    [`%${about}%`],
  );
  return rows.map(({ message, ...row }) => ({ ...row, message: message.toString('latin1') }));
}
