// Which paper form lies on the desk: reads the code of a page, scanned or typed, and says service, version and language.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { serviceById, services, serviceVersion } from '../../catalogue/index.ts';
import { readFormCode } from '../paper/form-code.ts';
import { readBlankForm, serviceMark } from '../paper/form-number.ts';

export interface FoundPaperForm {
  /** As printed: `F-7K2P-9QXM`, of a blank form `B-7K2P9-QXM4C`. */
  number: string;
  serviceId: string;
  /** The version that the sheet asks: the case is pinned to it. */
  serviceVersion: number;
  language: Language;
  /** False for a form of an older version; it can still be entered. */
  current: boolean;
  /** Page of the scanned code; undefined when only the number was typed. */
  page: number | undefined;
  /** For whom it was printed with known values; undefined for a blank form. */
  ownerId: string | undefined;
}

/**
 * @param code what a scanner types (`DS1|hund-anmelden|3|de|F-7K2P-9QXM|p1`), or only the number from the foot of the page
 * @param service the service on whose screen it was scanned, when only its forms may be entered there
 * @throws Fault PAPER_CODE_UNREADABLE (422) incomplete or mistyped, PAPER_FORM_UNKNOWN (404), PAPER_FORM_OTHER_SERVICE (409),
 *   PAPER_FORM_ENTERED (409) with `case` in its params
 */
export async function paperForm(app: App, code: string, service?: string): Promise<FoundPaperForm> {
  const read = readFormCode(code.slice(0, 300));
  if (!read) throw new Fault('PAPER_CODE_UNREADABLE');
  const found = read.number.startsWith('F-') ? await personalForm(app, read.number) : blankForm(app, read);
  // All parts of a scanned code tell of the same sheet, or somebody put it together.
  if (
    'serviceId' in read &&
    (read.serviceId !== found.serviceId ||
      read.version !== found.serviceVersion ||
      read.language !== found.language)
  )
    throw new Fault('PAPER_CODE_UNREADABLE');
  if (!(await serviceVersion(app, found.serviceId, found.serviceVersion)))
    throw new Fault('PAPER_FORM_UNKNOWN');
  if (service !== undefined && service !== found.serviceId) throw new Fault('PAPER_FORM_OTHER_SERVICE');
  if (found.caseRef !== null) throw new Fault('PAPER_FORM_ENTERED', { case: found.caseRef });
  const { number, serviceId, serviceVersion: version, language, ownerId } = found;
  return {
    number,
    serviceId,
    serviceVersion: version,
    language,
    current: serviceById(app, serviceId)?.version === version,
    page: 'page' in read ? read.page : undefined,
    ownerId,
  };
}

interface Sheet {
  number: string;
  serviceId: string;
  serviceVersion: number;
  language: Language;
  ownerId: string | undefined;
  caseRef: string | null;
}

async function personalForm(app: App, number: string): Promise<Sheet> {
  const row = await impersonal(app, 'find-rights', (db) =>
    db
      .selectFrom('intake.paper_form')
      .select(['service_id', 'service_version', 'language', 'owner_id', 'case_ref'])
      .where('number', '=', number)
      .executeTakeFirst(),
  );
  if (!row) throw new Fault('PAPER_FORM_UNKNOWN');
  return {
    number,
    serviceId: row.service_id,
    serviceVersion: row.service_version,
    language: row.language as Language,
    ownerId: row.owner_id,
    caseRef: row.case_ref,
  };
}

/** The number of a blank form says everything; the scanned code helps where a service is no longer offered. */
function blankForm(app: App, read: { number: string; serviceId?: string }): Sheet {
  const blank = readBlankForm(read.number);
  const ids = [
    ...(read.serviceId === undefined ? [] : [read.serviceId]),
    ...services(app).map(({ id }) => id),
  ];
  const serviceId = blank && ids.find((id) => serviceMark(id) === blank.mark);
  // A day to come: nobody has printed that form.
  if (!blank || serviceId === undefined || blank.day > app.clock.today())
    throw new Fault('PAPER_FORM_UNKNOWN');
  return {
    number: read.number,
    serviceId,
    serviceVersion: blank.version,
    language: blank.language,
    ownerId: undefined,
    caseRef: null,
  };
}
