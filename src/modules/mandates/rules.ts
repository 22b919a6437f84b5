// The rules of mandates, pure: where one stands on a day, who is on which side of it, and what each side may do with it.

/** As kept; that it has begun or expired, the day says. */
export type MandateState = 'offered' | 'accepted' | 'declined' | 'revoked' | 'ended';

export type EndReason = 'resigned' | 'death';

export type Standing =
  | 'offered'
  /** Nobody accepted it before its last day. */
  | 'not-taken'
  | 'declined'
  | 'revoked'
  /** Given back, or over by law (death of the giver, OR article 35). */
  | 'ended'
  | 'not-yet'
  | 'running'
  | 'expired';

export type Side = 'giver' | 'mandatary';
export const mandateActions = ['accept', 'decline', 'revoke', 'resign'] as const;
export type MandateAction = (typeof mandateActions)[number];

/** Longer ones are given anew: who forgot one shall not be bound by it for ever. */
export const longestYears = 5;

interface Dated {
  state: MandateState;
  /** `YYYY-MM-DD`, both days included. */
  validFrom: string;
  validUntil: string;
}

/** @param today civil day in Switzerland, `YYYY-MM-DD` */
export function standingOf({ state, validFrom, validUntil }: Dated, today: string): Standing {
  if (state === 'offered') return today > validUntil ? 'not-taken' : 'offered';
  if (state !== 'accepted') return state;
  if (today < validFrom) return 'not-yet';
  return today > validUntil ? 'expired' : 'running';
}

interface Sides {
  giverId: string;
  mandataryId: string | null;
  offeredEmail: string | null;
  offeredOrganisation: string | null;
}

interface Someone {
  id: string;
  email: string | undefined;
  organisationId: string | undefined;
}

/** Addresses are compared without regard to case, as mail servers do in practice. */
const sameAddress = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/**
 * On which side somebody is; undefined: it is none of their business. An offer belongs to whoever has its address, one
 * that was accepted or given on paper to that account; of a company each of its representatives.
 */
export function sideOf(mandate: Sides, account: Someone): Side | undefined {
  if (account.id === mandate.giverId) return 'giver';
  if (mandate.offeredOrganisation !== null)
    return mandate.offeredOrganisation === account.organisationId ? 'mandatary' : undefined;
  if (mandate.mandataryId !== null) return mandate.mandataryId === account.id ? 'mandatary' : undefined;
  const { offeredEmail } = mandate;
  const theirs =
    offeredEmail !== null && account.email !== undefined && sameAddress(offeredEmail, account.email);
  return theirs ? 'mandatary' : undefined;
}

const possible: Partial<Record<Standing, Record<Side, readonly MandateAction[]>>> = {
  offered: { giver: ['revoke'], mandatary: ['accept', 'decline'] },
  'not-yet': { giver: ['revoke'], mandatary: ['resign'] },
  running: { giver: ['revoke'], mandatary: ['resign'] },
};

/** What a side may do now. Anyone may end it at any time (OR article 34, paragraph 1), nobody can bring it back. */
export function actionsOf(standing: Standing, side: Side): readonly MandateAction[] {
  return possible[standing]?.[side] ?? [];
}

export const stateAfter: Record<MandateAction, MandateState> = {
  accept: 'accepted',
  decline: 'declined',
  revoke: 'revoked',
  resign: 'ended',
};
