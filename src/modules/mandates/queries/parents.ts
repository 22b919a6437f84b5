// Parents of whoever gives a mandate: they act by law, so nobody gives them one.
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { representativesOf } from './representatives.ts';

/**
 * Outside of any transaction, since the register is asked.
 * @param isMandatary whether the mandate is for somebody with this key in the residents' register, or this mail address
 * @throws Fault MANDATE_TO_PARENT, REPRESENTATION_UNCONFIRMED
 */
export async function requireNoParent(
  app: App,
  giverId: string,
  user: string,
  isMandatary: (parent: { key: string; email: string | undefined }) => boolean,
): Promise<void> {
  const representatives = await representativesOf(app, giverId, user);
  if (representatives === 'silent') throw new Fault('REPRESENTATION_UNCONFIRMED');
  for (const { key, right, account } of representatives)
    if (right.kind === 'parent' && isMandatary({ key, email: account?.email?.toLowerCase() }))
      throw new Fault('MANDATE_TO_PARENT');
}
