// What everyone may know of a company: the public part of the register of companies, found by UID only.
import type { RegisteredCompany } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';

/**
 * Legal forms that are organisations. The UID register is public by law (UIDG, SR 431.03), but a sole proprietorship is a
 * person under another name: data about persons is shown to nobody here.
 */
const publicLegalForms = ['ag', 'gmbh', 'genossenschaft', 'verein', 'stiftung'] as const;

/** No access is logged: nothing of it belongs to a person. @returns undefined also for entries that are not public */
export async function companyByUid(app: App, uid: string): Promise<RegisteredCompany | undefined> {
  const row = await app.db
    .selectFrom('data.company')
    .select(['uid', 'name', 'legal_form', 'seat', 'as_of'])
    .where('uid', '=', uid)
    .where('legal_form', 'in', publicLegalForms)
    .where('seat', 'is not', null)
    .executeTakeFirst();
  return (
    row && {
      uid: row.uid,
      name: row.name,
      legalForm: row.legal_form ?? '',
      seat: row.seat ?? '',
      asOf: row.as_of,
    }
  );
}

/** Key and name of such a company in the register, to whom something can be addressed. */
export async function addressedCompany(
  app: App,
  uid: string,
): Promise<{ id: string; name: string } | undefined> {
  return app.db
    .selectFrom('data.company')
    .select(['id', 'name'])
    .where('uid', '=', uid)
    .where('legal_form', 'in', publicLegalForms)
    .executeTakeFirst();
}
