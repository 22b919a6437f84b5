// An account: someone known by an identity provider, as a person of the public or a member of staff.
import type { Selectable } from 'kysely';
import { roles, type Assurance, type PersonActor, type Role, type StaffActor } from '../../kernel/actor.ts';
import type { IdentityAccount } from '../../kernel/db/tables.ts';
import { asLanguage, type Language } from '../../kernel/i18n/texts.ts';

export interface Account {
  /** uuid */
  id: string;
  /** Key at the identity provider; in demonstrations the name of the identity (`resident-anna`). */
  subject: string;
  kind: 'person' | 'staff';
  name: string;
  email: string | undefined;
  /** Key in the resident register. */
  registerId: string | undefined;
  /** Company in whose name the account may act. */
  organisationId: string | undefined;
  /** Unit a member of staff works for. */
  unit: string | undefined;
  roles: Role[];
  /** Of the last sign-in: mails and letters use it. */
  language: Language;
}

/** What `toAccount` needs of a row. */
export const accountColumns = [
  'id',
  'subject',
  'kind',
  'name',
  'email',
  'register_id',
  'organisation_id',
  'unit',
  'roles',
  'language',
] as const;

export function toAccount(row: Omit<Selectable<IdentityAccount>, 'created_at' | 'issuer'>): Account {
  return {
    id: row.id,
    subject: row.subject,
    kind: row.kind === 'staff' ? 'staff' : 'person',
    name: row.name,
    email: row.email ?? undefined,
    registerId: row.register_id ?? undefined,
    organisationId: row.organisation_id ?? undefined,
    unit: row.unit ?? undefined,
    roles: roles.filter((role) => row.roles.includes(role)),
    language: asLanguage(row.language) ?? 'de',
  };
}

/** The account as permissions and the access log see it. */
export function toActor(account: Account, assurance: Assurance): PersonActor | StaffActor {
  const { id, subject, name, email, registerId } = account;
  if (account.kind === 'staff' && account.unit !== undefined) {
    const { unit, roles: held } = account;
    return { kind: 'staff', id, subject, name, email, registerId, unit, roles: held, assurance };
  }
  const { organisationId } = account;
  return { kind: 'person', id, subject, name, email, registerId, organisationId, assurance };
}

/** Text from the database or a claim as an assurance; anything unknown counts as low. */
export function asAssurance(value: unknown): Assurance {
  return value === 'high' || value === 'substantial' ? value : 'low';
}
