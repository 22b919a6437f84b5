// Checks what the schema can't say: ids, letters, signatures, and names of other files; fields have a file of their own.
import type { Lists } from '../fields/field-kind.ts';
import { reservedNames } from '../feel/functions.ts';
import { grantFor, mayRead, type RegisterGrant } from '../registers/grants.ts';
import { checkField } from './check-field.ts';
import type { AuthoredPath, DefinitionFault } from './definition-fault.ts';
import { processesWithRemedy, processLetters } from './process-letters.ts';
import { checkDoubles, known, type Report } from './structure-report.ts';
import { letterArguments } from './text-keys.ts';
import type { LetterId, PageDefinition, ServiceDocument } from './schema.ts';
import type { YamlDocument } from './yaml-document.ts';

/** What exists outside the service's folder; an absent set is not checked. */
export interface Surroundings {
  lists: Lists;
  remedies?: ReadonlySet<string> | undefined;
  units?: ReadonlySet<string> | undefined;
  lifeEvents?: ReadonlySet<string> | undefined;
  audiences?: ReadonlySet<string> | undefined;
  /** All services there are, for what they say of each other. */
  services?: ReadonlySet<string> | undefined;
  /** Ids of the appointments that units offer. */
  offers?: ReadonlySet<string> | undefined;
  /** Who may read what in registers. */
  grants?: readonly RegisterGrant[] | undefined;
}

export function checkStructure(
  service: ServiceDocument,
  document: YamlDocument,
  around: Surroundings,
  faults: DefinitionFault[],
): void {
  const report: Report = (path, code, message) => faults.push(document.fault(path, code, message));
  checkNames(service, report);
  service.pages.forEach((page, index) => checkPage(page, ['pages', index], around, report));
  checkActing(service, report);
  checkSignatures(service, report);
  checkLetters(service, report);
  checkReferences(service, around, report);
  checkGrants(service, around, report);
  checkDwellings(service, report);
  checkDoubles(
    service.fees.map((fee) => fee.id),
    (index) => ['fees', index, 'id'],
    'fee',
    report,
  );
  checkDoubles(service.needs ?? [], (index) => ['needs', index], 'need', report);
  checkDoubles(service.exclusions ?? [], (index) => ['exclusions', index], 'exclusion', report);
}

/** Nothing is read from a register without a grant for this purpose and law: minimisation, held by the start. */
function checkGrants(service: ServiceDocument, { grants }: Surroundings, report: Report): void {
  if (grants === undefined) return;
  service.pages.forEach((page, at) =>
    page.fields.forEach(({ source, dwellingAt }, index) => {
      if (dwellingAt !== undefined && !grantFor(service, grants)?.buildings?.includes('dwellings'))
        report(
          ['pages', at, 'fields', index, 'dwellingAt'],
          'NO_GRANT',
          `registers/grants.yaml gives «${service.id}» no «dwellings» of buildings for the purpose «${service.purpose.id}» on its laws.`,
        );
      if (source === undefined || mayRead(service, source, grants)) return;
      report(
        ['pages', at, 'fields', index, 'source'],
        'NO_GRANT',
        `registers/grants.yaml gives «${service.id}» no «${source}» for the purpose «${service.purpose.id}» on its laws.`,
      );
    }),
  );
}

/** The address that says which building must have been asked for before, once. */
function checkDwellings(service: ServiceDocument, report: Report): void {
  const addresses = new Set<string>();
  service.pages.forEach((page, at) => {
    page.fields.forEach(({ dwellingAt }, index) => {
      if (dwellingAt === undefined || (addresses.has(dwellingAt) && !page.repeat)) return;
      report(
        ['pages', at, 'fields', index, 'dwellingAt'],
        'UNKNOWN_NAME',
        `There is no address field «${dwellingAt}» on a page before${known(addresses)}.`,
      );
    });
    if (!page.repeat) for (const { id, type } of page.fields) if (type === 'address') addresses.add(id);
  });
}

/** What stands where a page's id does in the address of a form: such a page could never be reached. */
const reservedPages: ReadonlySet<string> = new Set(['pruefen', 'uebernehmen', 'verwerfen']);

/** Fields, repeats and rules share one space of names, because expressions name them alike. */
function checkNames(service: ServiceDocument, report: Report): void {
  checkDoubles(
    service.pages.map((page) => page.id),
    (index) => ['pages', index, 'id'],
    'page',
    report,
  );
  service.pages.forEach(({ id }, index) => {
    if (reservedPages.has(id))
      report(
        ['pages', index, 'id'],
        'RESERVED_NAME',
        `Every form has an address «${id}» of its own; choose another name.`,
      );
  });
  const outer = new Map<string, string>();
  const take = (name: string, what: string, path: AuthoredPath) => {
    const other = outer.get(name);
    if (other) report(path, 'DUPLICATE_ID', `«${name}» is already the name of a ${other}.`);
    else if (reservedNames.has(name))
      report(path, 'RESERVED_NAME', `«${name}» is a word of the expression language; choose another name.`);
    else outer.set(name, what);
  };
  service.pages.forEach((page, p) => {
    if (page.repeat) take(page.repeat.id, 'repeat', ['pages', p, 'repeat', 'id']);
    else page.fields.forEach((field, f) => take(field.id, 'field', ['pages', p, 'fields', f, 'id']));
  });
  for (const id of Object.keys(service.rules ?? {})) take(id, 'rule', ['rules', id]);
  service.pages.forEach((page, p) => {
    if (!page.repeat) return;
    const inner = new Set<string>();
    page.fields.forEach((field, f) => {
      const path = ['pages', p, 'fields', f, 'id'];
      if (inner.has(field.id))
        report(path, 'DUPLICATE_ID', `There is already a field «${field.id}» in this repeat.`);
      else if (outer.has(field.id))
        report(
          path,
          'DUPLICATE_ID',
          `«${field.id}» is already the name of a ${outer.get(field.id)} outside the repeat.`,
        );
      else if (reservedNames.has(field.id))
        report(
          path,
          'RESERVED_NAME',
          `«${field.id}» is a word of the expression language; choose another name.`,
        );
      inner.add(field.id);
    });
  });
}

function checkPage(page: PageDefinition, path: AuthoredPath, around: Surroundings, report: Report): void {
  const { repeat } = page;
  if (repeat) {
    page.fields.forEach((field, index) => {
      if (field.type === 'appointment')
        report(
          [...path, 'fields', index, 'type'],
          'APPOINTMENT_ONCE',
          'An appointment stands outside of repeats.',
        );
    });
    if (repeat.min > repeat.max)
      report([...path, 'repeat', 'min'], 'LIMITS', 'The least number of items is above the greatest.');
    if (repeat.label !== undefined && !page.fields.some((field) => field.id === repeat.label))
      report([...path, 'repeat', 'label'], 'UNKNOWN_NAME', `The page has no field «${repeat.label}».`);
  }
  page.fields.forEach((field, index) => checkField(field, [...path, 'fields', index], around, report));
}

/** A register's entry of a company is shown only in a form that companies may send. */
function checkActing(service: ServiceDocument, report: Report): void {
  if (service.identity.actFor.includes('organisation')) return;
  service.pages.forEach((page, p) =>
    page.fields.forEach((field, f) => {
      if (field.source?.startsWith('organisation.'))
        report(
          ['pages', p, 'fields', f, 'source'],
          'SOURCE_ACT_FOR',
          `«${field.source}» is known only where «actFor» has «organisation».`,
        );
    }),
  );
}

/** The one who hands in signs, once, for everything: others sign for themselves, with a sign-in of their own. */
function checkSignatures(service: ServiceDocument, report: Report): void {
  const places = service.pages.flatMap((page, p) =>
    page.fields.flatMap((field, f) =>
      field.type === 'signature'
        ? [{ repeat: page.repeat !== undefined, path: ['pages', p, 'fields', f] }]
        : [],
    ),
  );
  places.forEach(({ repeat, path }, index) => {
    if (repeat || index > 0)
      report([...path, 'type'], 'SIGNATURE_ONCE', 'A service has at most one signature, outside of repeats.');
  });
}

function checkLetters(service: ServiceDocument, report: Report): void {
  const letters = processLetters[service.process.use];
  for (const id of letters.required)
    if (!service.letters[id])
      report(['letters', id], 'LETTER_MISSING', `A ${service.process.use} sends the letter «${id}».`);
  for (const id of Object.keys(service.letters) as LetterId[]) {
    if (!letters.required.includes(id) && !letters.optional.includes(id))
      report(
        ['letters', id],
        'LETTER_UNKNOWN',
        `A ${service.process.use} never sends «${id}», only ${[...letters.required, ...letters.optional].join(', ')}.`,
      );
    checkLetterNames(service, id, report);
  }
}

function checkLetterNames(service: ServiceDocument, id: LetterId, report: Report): void {
  const letter = service.letters[id];
  for (const name of Object.keys(letter?.vars ?? {}))
    if (letterArguments.some((argument) => argument === name))
      report(
        ['letters', id, 'vars', name],
        'DUPLICATE_ID',
        `{${name}} is always known to letters; choose another name.`,
      );
  const names = new Set(
    service.pages.flatMap((page) => (page.repeat ? [page.repeat.id] : page.fields.map((field) => field.id))),
  );
  letter?.facts?.forEach((name, index) => {
    if (!names.has(name))
      report(['letters', id, 'facts', index], 'UNKNOWN_NAME', `There is no field or repeat «${name}».`);
  });
}

/** An appeal names the decision in a text field of its own that is always asked. */
function checkAgainst(service: ServiceDocument, report: Report): void {
  const { against, use } = service.process;
  if (use !== 'appeal') {
    if (against !== undefined)
      report(['process', 'against'], 'UNKNOWN_NAME', `Only an appeal is against a decision, not a ${use}.`);
    return;
  }
  const field = service.pages
    .flatMap((page) => (page.repeat || page.when !== undefined ? [] : page.fields))
    .find(({ id }) => id === against);
  if (field?.type !== 'text' || field.when !== undefined)
    report(
      ['process', 'against'],
      'UNKNOWN_NAME',
      'An appeal needs «against»: a text field that is always asked, in which the number of the decision stands.',
    );
}

function checkReferences(service: ServiceDocument, around: Surroundings, report: Report): void {
  const { units, remedies, lifeEvents, audiences, services } = around;
  if (units && !units.has(service.owner))
    report(['owner'], 'UNKNOWN_UNIT', `There is no unit «${service.owner}» in organisation.yaml.`);
  const { remedy, use } = service.process;
  if (remedy === undefined && processesWithRemedy.includes(use))
    report(['process', 'remedy'], 'REMEDY_MISSING', `A ${use} can be appealed: name its «remedy».`);
  if (remedy !== undefined && remedies && !remedies.has(remedy))
    report(['process', 'remedy'], 'UNKNOWN_REMEDY', `There is no remedy «${remedy}»${known(remedies)}.`);
  checkAgainst(service, report);
  service.related?.forEach((id, index) => {
    if (services && !services.has(id))
      report(['related', index], 'UNKNOWN_SERVICE', `There is no service «${id}».`);
  });
  service.lifeEvents.forEach((id, index) => {
    if (lifeEvents && !lifeEvents.has(id))
      report(
        ['lifeEvents', index],
        'UNKNOWN_LIFE_EVENT',
        `There is no life event «${id}»${known(lifeEvents)}.`,
      );
  });
  service.audience.forEach((id, index) => {
    if (audiences && !audiences.has(id))
      report(['audience', index], 'UNKNOWN_AUDIENCE', `There is no audience «${id}»${known(audiences)}.`);
  });
}
