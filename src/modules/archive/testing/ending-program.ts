// The whole program with what tests of the end of cases need: cases closed long ago, the night, rows to look at.
import { CookieJar } from '../../../../tests/support/cookie-jar.ts';
import { testProgram } from '../../../../tests/support/test-program.ts';
import { barePool } from '../../../../tests/support/unguarded.ts';
import { services } from '../../catalogue/index.ts';
import { asIdentities, atOnce } from '../../dialogue/testing/as-identities.ts';
import { signIn } from '../../identity/testing/sign-in.ts';

export type EndingProgram = Awaited<ReturnType<typeof endingProgram>>;

export async function endingProgram() {
  const program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
  const as = asIdentities(program);
  await program.settle();
  const rows = async <Row extends object>(text: string, values: unknown[] = []) =>
    (await barePool(program.app).query<Row>(text, values)).rows;
  const count = async (text: string, values: unknown[] = []) =>
    Number((await rows<{ count: string }>(`select count(*) from ${text}`, values))[0]?.count);
  return {
    ...program,
    as,
    rows,
    count,
    exists: (ref: string) => count('cases.matter where ref = $1', [ref]),
    /** A case that was closed so many years ago, of a service that then deletes or offers to the archive. */
    closedCase: async (then: 'delete' | 'archive-offer', years = 11): Promise<string> => {
      const ref = await as.submit(atOnce);
      await program.settle();
      const service = services(program.app).find(
        ({ purpose: { retention } }) =>
          retention.then === then && retention.after === 'closed' && retention.keep === 'P10Y',
      );
      if (!service) throw new Error(`No service with ${then}`);
      await rows(
        `update cases.matter set closed_at = closed_at - make_interval(years => $2), service_id = $3, service_version = $4
         where ref = $1`,
        [ref, years, service.id, service.version],
      );
      return ref;
    },
    announcedLongAgo: () =>
      rows(`update archive.ending set announced_at = announced_at - interval '31 days'`),
    /** What others left is not to be found again. */
    forgetEndings: () => rows('delete from archive.ending'),
    open: async (identity: string): Promise<CookieJar> => {
      const jar = new CookieJar(program.origin);
      await signIn(jar, identity);
      return jar;
    },
  };
}
