// Reads a service definition from its files: all faults at once, or a definition that can't surprise at run time.
import type { RegisterGrant } from '../registers/grants.ts';
import type { AppointmentOffers } from '../appointments/offer.ts';
import type { Lists } from '../fields/field-kind.ts';
import type { CantonArea } from '../location/area.ts';
import type { Example } from '../examples/example.ts';
import { checkExamples, readExamples } from '../examples/check-examples.ts';
import type { ExamplesReport } from '../examples/run-examples.ts';
import { checkExpressions } from './check-expressions.ts';
import { checkReach } from './check-reach.ts';
import { checkServiceSchema } from './check-schema.ts';
import { checkStructure } from './check-structure.ts';
import { checkTexts, flattenTexts } from './check-texts.ts';
import { sortFaults, type DefinitionFault } from './definition-fault.ts';
import { languages, type Language, type ServiceDefinition } from './schema.ts';
import { YamlDocument } from './yaml-document.ts';

export interface DefinitionSource {
  /** Content by path inside the service's folder: `service.yaml`, `texts/de.yaml` … `cases.yaml`. */
  files: Record<string, string>;
  lists: Lists;
  /** Ids of remedies.yaml; absent: not checked. So for the next four. */
  remedies?: Iterable<string> | undefined;
  units?: Iterable<string> | undefined;
  lifeEvents?: Iterable<string> | undefined;
  audiences?: Iterable<string> | undefined;
  services?: Iterable<string> | undefined;
  /** The canton on the map; absent: a place may lie anywhere in Switzerland. */
  area?: CantonArea | undefined;
  /** Appointments that units offer; absent: any instant will do. */
  offers?: AppointmentOffers | undefined;
  /** Who may read what in registers; absent: not checked. */
  grants?: readonly RegisterGrant[] | undefined;
  /** Public holidays for the examples' deadlines; absent: only weekends are free. */
  holidays?: ((day: string) => boolean) | undefined;
  /** Name of the folder: must be the id. */
  folder?: string | undefined;
}

export interface LoadedDefinition {
  definition: ServiceDefinition;
  examples: Example[];
  report: ExamplesReport;
}

/** Loads a definition, or lists everything wrong with it, sorted by file and line. */
export function loadDefinition(source: DefinitionSource): LoadedDefinition | { faults: DefinitionFault[] } {
  const faults: DefinitionFault[] = [];
  const read = (file: string): YamlDocument | undefined => {
    const text = Object.hasOwn(source.files, file) ? source.files[file] : undefined;
    if (text === undefined) {
      faults.push({
        file,
        line: 1,
        column: 1,
        path: '',
        code: 'FILE_MISSING',
        message: 'The file is missing.',
      });
      return undefined;
    }
    const document = new YamlDocument(file, text);
    faults.push(...document.faults);
    return document.faults.length === 0 ? document : undefined;
  };
  const document = read('service.yaml');
  const texts = new Map<Language, { document: YamlDocument; flat: Record<string, string> }>();
  for (const language of languages) {
    const text = read(`texts/${language}.yaml`);
    if (text) texts.set(language, { document: text, flat: flattenTexts(text, faults) });
  }
  const cases = read('cases.yaml');
  const examples = cases && readExamples(cases, faults);
  const known = new Set([
    'service.yaml',
    'cases.yaml',
    ...languages.map((language) => `texts/${language}.yaml`),
  ]);
  for (const file of Object.keys(source.files))
    if (!known.has(file))
      faults.push({
        file,
        line: 1,
        column: 1,
        path: '',
        code: 'FILE_UNKNOWN',
        message: 'A service has no such file.',
      });

  const service = document && checkServiceSchema(document, faults);
  if (!document || !service) return { faults: sortFaults(faults) };
  if (source.folder !== undefined && source.folder !== service.id)
    faults.push(
      document.fault(
        ['id'],
        'ID_MISMATCH',
        `The folder is called «${source.folder}»: id and folder must be the same.`,
      ),
    );
  const ids = (given: Iterable<string> | undefined) =>
    given === undefined || given instanceof Set ? given : new Set(given);
  const around = {
    lists: source.lists,
    remedies: ids(source.remedies),
    units: ids(source.units),
    lifeEvents: ids(source.lifeEvents),
    audiences: ids(source.audiences),
    services: ids(source.services),
    offers: ids(source.offers && Object.keys(source.offers)),
    grants: source.grants,
  };
  checkStructure(service, document, around, faults);
  const before = faults.length;
  checkExpressions(service, document, source.lists, faults);
  if (faults.length === before) checkReach(service, document, source.lists, faults);
  checkTexts(service, texts, faults);
  const runnable = !faults.some((fault) => fault.file === 'service.yaml');
  const context = {
    lists: source.lists,
    holidays: source.holidays ?? (() => false),
    ...(source.offers ? { offers: source.offers } : {}),
    ...(source.area ? { area: source.area } : {}),
  };
  const report =
    runnable && cases && examples
      ? checkExamples(service, examples, { examples: cases, service: document }, context, faults)
      : undefined;
  if (faults.length > 0 || !report || !examples) return { faults: sortFaults(faults) };
  return { definition: { ...service, texts: flatTexts(texts) }, examples, report };
}

function flatTexts(
  texts: ReadonlyMap<Language, { flat: Record<string, string> }>,
): ServiceDefinition['texts'] {
  const of = (language: Language) => texts.get(language)?.flat ?? {};
  return { de: of('de'), fr: of('fr'), it: of('it'), en: of('en') };
}
