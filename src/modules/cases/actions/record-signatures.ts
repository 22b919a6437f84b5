// Records who signed what was handed in, when and how: from the sign-in and the channel, never from the form.
import type { ServiceDefinition } from '../../../engine/index.ts';
import { signedInId } from '../../../kernel/acting.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import { signatureDigest, signatureFields } from '../signature-digest.ts';

/** `typed` by who is signed in; `seen` on paper at the counter; `scanned` on the form that came back; `spoken` on the telephone. */
export type SigningManner = 'typed' | 'seen' | 'scanned' | 'spoken';

const manners: Record<'web' | 'api' | 'counter' | 'phone' | 'paper', SigningManner> = {
  web: 'typed',
  api: 'typed',
  counter: 'seen',
  paper: 'scanned',
  phone: 'spoken',
};

/** Somebody who signs for a company, as the register of companies names them. */
export interface Signer {
  accountId: string;
  name: string;
  assurance: string;
  at: Date;
}

/** Pointer of signatures for a company: below everything, not in a field. */
export const companySignature = '#company';

export interface Signed {
  ref: string;
  definition: ServiceDefinition;
  /** As they are kept with the case. */
  answers: Record<string, unknown>;
  owner: PersonActor;
  channel: keyof typeof manners;
  /** Of a company, the first one first; absent: whoever sends. */
  signers?: readonly Signer[];
}

/** Whoever acts for a company as the register names them signs for it by sending (OR article 718a). */
function signersOf(tx: Transaction, { owner, signers }: Signed): readonly Signer[] {
  if (signers) return signers;
  if (tx.actor.kind !== 'person' || owner.acting?.byLaw?.kind !== 'signatory') return [];
  const { id, name } = owner.acting.by;
  return [{ accountId: id, name, assurance: owner.assurance, at: tx.app.clock.now() }];
}

/** In the transaction that opens the case; nothing where neither the service asks for a signature nor a company signs. */
export async function recordSignatures(tx: Transaction, signed: Signed): Promise<void> {
  const { ref, definition, answers, owner, channel } = signed;
  const signers = signersOf(tx, signed);
  const digest = signatureDigest(definition, answers);
  const typed = signatureFields(definition).flatMap((id) => {
    const value = Object.hasOwn(answers, id) ? answers[id] : undefined;
    if (typeof value !== 'object' || value === null || !('name' in value)) return [];
    const staff = tx.actor.kind === 'staff' ? tx.actor : undefined;
    return [
      {
        case_ref: ref,
        pointer: `/${id}`,
        name: String(value.name),
        manner: manners[channel],
        // The mandatary's own signature, where one signs for somebody else.
        account_id: signers[0]?.accountId ?? signedInId(owner),
        assurance: staff ? null : (signers[0]?.assurance ?? owner.assurance),
        staff_id: staff?.id ?? null,
        at: signers[0]?.at ?? tx.app.clock.now(),
        digest,
      },
    ];
  });
  const forCompany = signers.map(({ accountId, name, assurance, at }) => ({
    case_ref: ref,
    pointer: companySignature,
    name,
    manner: manners[channel],
    account_id: accountId,
    assurance,
    staff_id: null,
    at,
    digest,
  }));
  const rows = [...typed, ...forCompany];
  if (rows.length > 0) await tx.db.insertInto('cases.signature').values(rows).execute();
}
