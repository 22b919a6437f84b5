// The release: whoever signs for the organisation makes the draft public in its name; who signs jointly needs a second one.
import type { PersonActor } from '../../../../../kernel/actor.ts';
import type { App } from '../../../../../kernel/app.ts';
import { Fault } from '../../../../../kernel/errors.ts';
import { transact, type Transaction } from '../../../../../kernel/transaction.ts';
import { representativesOf } from '../../../../mandates/index.ts';
import { addContribution } from '../../../actions/contribute.ts';
import { joinProcess } from '../../../actions/join-process.ts';
import { organisationKey } from '../../../participant.ts';
import type { Process } from '../../../process.ts';
import { takesAt } from '../../../phases.ts';
import { languageOf } from '../language-of.ts';
import { holdDraft } from './save-text.ts';
import type { Representative } from './representative.ts';
import { consentsOf, savedTexts, standingTexts, type Statement } from './statement.ts';

/**
 * @param seen how many texts had been saved when the page was made
 * @returns whether it is public now; else the second one is missing
 * @throws Fault FORBIDDEN, PARTICIPATION_CLOSED, NOT_FOUND, STATEMENT_RELEASED, STATEMENT_EMPTY, REVISION_CONFLICT, REPRESENTATION_UNCONFIRMED
 */
export async function releaseStatement(
  app: App,
  actor: PersonActor,
  process: Process,
  by: Representative,
  seen: number,
): Promise<boolean> {
  if (!by.signing) throw new Fault('FORBIDDEN');
  // Whose earlier consent still counts; asked before the transaction, since registers may be slow.
  const signatories = by.signing === 'joint' ? await signatoriesOf(app, actor) : new Set<string>();
  return transact(app, actor, async (tx) => {
    tx.ownData();
    if (!takesAt(process.phases, 'statement', app.clock.today())) throw new Fault('PARTICIPATION_CLOSED');
    const statement = await holdDraft(tx, process, by);
    const texts = await savedTexts(tx.db, statement.id);
    // Nobody releases what they have not read.
    if (texts !== seen) throw new Fault('REVISION_CONFLICT');
    const consent = { signatory: by.writer, texts, given_at: app.clock.now() };
    await tx.db
      .insertInto('participation.statement_consent')
      .values({ statement_id: statement.id, account_id: by.id, ...consent })
      .onConflict((conflict) => conflict.columns(['statement_id', 'account_id']).doUpdateSet(consent))
      .execute();
    const others = (await consentsOf(tx.db, statement.id)).filter(
      (each) => each.account !== by.id && each.texts === texts && signatories.has(each.account),
    );
    if (by.signing === 'joint' && others.length === 0) return false;
    await makePublic(tx, actor, process, statement, by);
    return true;
  });
}

async function signatoriesOf(app: App, company: PersonActor): Promise<Set<string>> {
  const found = await representativesOf(app, company.id, company.id);
  if (found === 'silent') throw new Fault('REPRESENTATION_UNCONFIRMED');
  return new Set(found.flatMap(({ account }) => account?.id ?? []));
}

/** Each text becomes a contribution of the organisation: what is said of the whole first, and one for each paragraph. */
async function makePublic(
  tx: Transaction,
  actor: PersonActor,
  process: Process,
  statement: Statement,
  { organisation }: Representative,
): Promise<void> {
  const texts = (await standingTexts(tx.db, statement.id)).filter(({ body }) => body !== '');
  if (!texts.some(({ anchor }) => anchor === '')) throw new Fault('STATEMENT_EMPTY');
  const language = languageOf(statement);
  const author = await joinProcess(tx, process, {
    key: organisationKey(tx.app, process.id, organisation),
    account: actor.id,
    language,
    name: statement.name,
    organisation: true,
    groups: {},
  });
  for (const { anchor, body } of texts)
    await addContribution(
      tx,
      author,
      {
        ...{ process, act: 'statement', anchor, body, language },
        data: { version: statement.version, statement: statement.id },
      },
      { oneOfMany: true },
    );
  await tx.db
    .updateTable('participation.statement')
    .set({ released_at: tx.app.clock.now() })
    .where('id', '=', statement.id)
    .execute();
  await tx.emit({ type: 'statement.released', subject: statement.id, data: { process: process.id } });
}
