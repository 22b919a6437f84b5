// A mandate (Vollmacht): who may act for whom, how far, from when until when, and what has become of it.
import type { Selectable } from 'kysely';
import type { Assurance } from '../../kernel/actor.ts';
import type { MandatesMandate } from '../../kernel/db/tables.ts';
import { asLanguage, type Language } from '../../kernel/i18n/texts.ts';
import type { EndReason, MandateState } from './rules.ts';

export interface Mandate {
  /** uuid */
  id: string;
  /** Account of whoever is acted for. */
  giverId: string;
  giverName: string;
  /** Name of the parent who gave it in the name of the giver, their child; null: the giver themselves, or before it was recorded. */
  givenByName: string | null;
  /** Address to which it was offered; null: to a company. */
  offeredEmail: string | null;
  /** Key of the company in the register. */
  offeredOrganisation: string | null;
  /** Account that accepted it. */
  mandataryId: string | null;
  /** Of the person who accepted it, or of the company. */
  mandataryName: string | null;
  /** All that services allow others to do; otherwise only `services` and `matters`. */
  everything: boolean;
  services: string[];
  /** References of cases. */
  matters: string[];
  /** `YYYY-MM-DD`, both days included. */
  validFrom: string;
  validUntil: string;
  state: MandateState;
  offeredAt: Date;
  answeredAt: Date | null;
  endedAt: Date | null;
  /** Why it has ended without being revoked. */
  endReason: EndReason | null;
  /** How surely whoever gave it was known; who acts by it never counts as surer. */
  assurance: Assurance;
  /** Scan of the paper that was signed; null: given online. */
  paperFile: string | null;
  language: Language;
}

export function toMandate(row: Selectable<MandatesMandate>): Mandate {
  return {
    id: row.id,
    giverId: row.giver_id,
    giverName: row.giver_name,
    givenByName: row.given_by_name,
    offeredEmail: row.offered_email,
    offeredOrganisation: row.offered_organisation,
    mandataryId: row.mandatary_id,
    mandataryName: row.mandatary_name,
    everything: row.everything,
    services: row.services,
    matters: row.matters,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    state: row.state as MandateState,
    offeredAt: row.offered_at,
    answeredAt: row.answered_at,
    endedAt: row.ended_at,
    endReason: row.end_reason as EndReason | null,
    assurance: row.assurance as Assurance,
    paperFile: row.paper_file,
    language: asLanguage(row.language) ?? 'de',
  };
}
