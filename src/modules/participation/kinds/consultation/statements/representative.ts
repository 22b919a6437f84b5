// Who writes for an organisation, and whether they may release in its name: as the registers say of whoever acts.
import type { PersonActor } from '../../../../../kernel/actor.ts';

export interface Representative {
  /** Key of the organisation in the register of companies. */
  organisation: string;
  /** The account that is signed in, and its name, which the others see. */
  id: string;
  writer: string;
  /** Only of whoever acts for it and signs for it: alone, or together with a second one. */
  signing: 'single' | 'joint' | undefined;
}

/** @returns undefined for whoever acts for nobody's organisation */
export function representativeOf(actor: PersonActor): Representative | undefined {
  const { organisationId, acting } = actor;
  if (organisationId === undefined) return undefined;
  const { id, name } = acting?.by ?? actor;
  const signs = acting?.byLaw?.kind === 'signatory' && !acting.lapsed;
  return {
    organisation: organisationId,
    ...{ id, writer: name },
    signing: signs ? (acting.byLaw?.signing ?? 'single') : undefined,
  };
}
