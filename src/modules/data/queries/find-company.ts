// What everyone may know of a company: the public part of the register of companies, found by UID only.
import type { RegisteredCompany } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { findEntries } from '../registers/ask-register.ts';
import { reasonOfTask } from '../registers/task-reason.ts';

/**
 * Legal forms that are organisations. The UID register is public by law (UIDG, SR 431.03), but a sole proprietorship is a
 * person under another name: data about persons is shown to nobody here.
 */
const publicLegalForms: readonly unknown[] = ['ag', 'gmbh', 'genossenschaft', 'verein', 'stiftung'];

/** Key in the register and the public entry; no access is logged: nothing of it belongs to a person. */
async function publicEntry(
  app: App,
  uid: string,
): Promise<(RegisteredCompany & { id: string }) | 'silent' | undefined> {
  const fields = ['uid', 'name', 'legalForm', 'seat'];
  const reason = reasonOfTask(app, 'public-entry', 'public');
  const answer = await findEntries(app, 'companies', { uid }, fields, reason);
  if ('silent' in answer) return answer.silent === 'none' ? undefined : 'silent';
  const [entry] = answer.found;
  const { name, legalForm, seat } = entry?.values ?? {};
  if (!entry || !publicLegalForms.includes(legalForm) || typeof seat !== 'string') return undefined;
  return { id: entry.id, uid, name: String(name), legalForm: String(legalForm), seat, asOf: entry.asOf };
}

/** @returns undefined also for entries that are not public; `silent` where the register does not answer */
export async function companyByUid(app: App, uid: string): Promise<RegisteredCompany | 'silent' | undefined> {
  const entry = await publicEntry(app, uid);
  if (entry === 'silent' || entry === undefined) return entry;
  const { id: _, ...company } = entry;
  return company;
}

/**
 * Key and name of such a company in the register, to whom something can be addressed.
 * @throws Fault REGISTER_SILENT
 */
export async function addressedCompany(
  app: App,
  uid: string,
): Promise<{ id: string; name: string } | undefined> {
  const entry = await publicEntry(app, uid);
  if (entry === 'silent') throw new Fault('REGISTER_SILENT');
  return entry && { id: entry.id, name: entry.name };
}
