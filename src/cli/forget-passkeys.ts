// npm run forget-passkeys -- SUBJECT: lets a member of staff who has lost every passkey sign in again.
import { readConfig } from '../config.ts';
import { withEmbeddedPostgres } from '../kernel/db/embedded-postgres.ts';
import { endWithFault, StartFault } from '../kernel/start-fault.ts';
import { forgetPasskeys } from '../modules/identity/index.ts';
import { createProgram } from '../program.ts';

const usage = `npm run forget-passkeys -- SUBJECT

Removes all passkeys of one account and ends its sessions. SUBJECT is what the identity provider calls them ("sub").
Make sure first who is asking: whoever signs in there next gets in without a second factor.
See docs/guides/sign-in.md.`;

async function forget(databaseUrl: string, subject: string): Promise<void> {
  const program = await createProgram({ ...readConfig(), logLevel: 'silent' }, databaseUrl);
  try {
    const gone = await forgetPasskeys(program.app, subject);
    if (gone === undefined)
      throw new StartFault(`There is no account, or more than one, with the subject ${subject}.`);
    console.log(
      gone === 0
        ? 'This account has no passkeys; nothing has changed.'
        : `${gone} passkeys are gone; all sessions of the account have ended.`,
    );
  } finally {
    await program.close();
  }
}

try {
  const [subject = '', ...more] = process.argv.slice(2);
  if (subject === '' || more.length > 0) throw new StartFault(usage);
  const { databaseUrl, dataDir } = readConfig();
  if (databaseUrl === undefined)
    await withEmbeddedPostgres({ dataDir, log: console.error }, ({ url }) => forget(url, subject));
  else await forget(databaseUrl, subject);
} catch (error) {
  endWithFault(error);
}
