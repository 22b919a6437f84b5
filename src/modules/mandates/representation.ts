// A representation by law as it is kept: who acts for whom, how far, and when a register last said so.
import type { Selectable } from 'kysely';
import type { MandatesRepresentation } from '../../kernel/db/tables.ts';
import type { RightByLaw } from './by-law.ts';

export interface Representation extends RightByLaw {
  /** uuid */
  id: string;
  /** Account of whoever acts. */
  representativeId: string;
  /** Its key in the residents' register. */
  representativeKey: string;
  /** Account of the person or company. */
  representedId: string;
  /** Its key in its register. */
  representedKey: string;
  representedName: string;
  register: 'residents' | 'companies';
  endedAt: Date | null;
}

export function toRepresentation(row: Selectable<MandatesRepresentation>): Representation {
  return {
    id: row.id,
    representativeId: row.representative_id,
    representativeKey: row.representative_key,
    representedId: row.represented_id,
    representedKey: row.represented_key,
    representedName: row.represented_name,
    register: row.register as Representation['register'],
    kind: row.kind as Representation['kind'],
    signing: row.signing as Representation['signing'],
    areas: row.areas,
    until: row.until,
    endedAt: row.ended_at,
  };
}

/** Whether it may be used on this day, as the register last said. */
export const standsOn = ({ endedAt, until }: Representation, today: string): boolean =>
  endedAt === null && (until === null || today <= until);
