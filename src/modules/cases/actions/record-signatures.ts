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

export interface Signed {
  ref: string;
  definition: ServiceDefinition;
  /** As they are kept with the case. */
  answers: Record<string, unknown>;
  owner: PersonActor;
  channel: keyof typeof manners;
}

/** In the transaction that opens the case; nothing where the service asks for no signature. */
export async function recordSignatures(tx: Transaction, signed: Signed): Promise<void> {
  const { ref, definition, answers, owner, channel } = signed;
  const rows = signatureFields(definition).flatMap((id) => {
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
        account_id: signedInId(owner),
        assurance: staff ? null : owner.assurance,
        staff_id: staff?.id ?? null,
        at: tx.app.clock.now(),
        digest: signatureDigest(definition, answers),
      },
    ];
  });
  if (rows.length > 0) await tx.db.insertInto('cases.signature').values(rows).execute();
}
