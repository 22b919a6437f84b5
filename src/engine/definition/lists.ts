// Shared lists of options: `canton/<canton>/lists/<list>.yaml`, each entry with its id and a text in every language.
import type { ListOption } from '../fields/field-kind.ts';
import { isInSwitzerland, rounded } from '../location/swiss-grid.ts';
import type { DefinitionFault } from './definition-fault.ts';
import { languages } from './schema.ts';
import { YamlDocument } from './yaml-document.ts';

const idShape = /^[a-z][A-Za-z0-9]*$/;

/**
 * Reads one list.
 * @param file path for the faults
 */
export function loadList(file: string, text: string): { list: ListOption[]; faults: DefinitionFault[] } {
  const document = new YamlDocument(file, text);
  const faults = [...document.faults];
  const list: ListOption[] = [];
  if (faults.length > 0) return { list, faults };
  const given = entriesOf(document.value);
  if (!given)
    return {
      list,
      faults: [document.fault([], 'SHAPE', 'A list file holds a list of options, or it as «ordered».')],
    };
  const seen = new Set<string>();
  given.entries.forEach((entry: unknown, index) => {
    const option = asOption(entry);
    const path = given.ordered ? ['ordered', index] : [index];
    if (!option || (given.ordered && option.place))
      faults.push(
        document.fault(
          path,
          'SHAPE',
          `An option has id (camelCase), ${languages.join(', ')}, all as text; place (first, last) where the list is sorted; at ([longitude, latitude]) for a place on the map.`,
        ),
      );
    else if (seen.has(option.id))
      faults.push(
        document.fault([...path, 'id'], 'DUPLICATE_ID', `There is already an option «${option.id}».`),
      );
    else {
      seen.add(option.id);
      list.push(given.ordered ? { ...option, place: 'first' } : option);
    }
  });
  return { list, faults };
}

/** A list is sorted by its words when it is shown; under the key `ordered` it keeps the order of the file. */
function entriesOf(value: unknown): { entries: unknown[]; ordered: boolean } | undefined {
  if (Array.isArray(value)) return { entries: value, ordered: false };
  if (typeof value !== 'object' || value === null || Object.keys(value).join() !== 'ordered')
    return undefined;
  const { ordered } = value as { ordered: unknown };
  return Array.isArray(ordered) ? { entries: ordered, ordered: true } : undefined;
}

function asOption(entry: unknown): ListOption | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const record: Record<string, unknown> = { ...entry };
  const { id, de, fr, it, en, place, at } = record;
  const texts = [de, fr, it, en];
  if (typeof id !== 'string' || !idShape.test(id)) return undefined;
  const more = [place, at].filter((each) => each !== undefined).length;
  if (Object.keys(record).length !== 5 + more) return undefined;
  if (at !== undefined && !isPoint(at)) return undefined;
  if (place !== undefined && place !== 'first' && place !== 'last') return undefined;
  if (!texts.every((text): text is string => typeof text === 'string' && text.trim() !== ''))
    return undefined;
  const option = { id, de: String(de), fr: String(fr), it: String(it), en: String(en) };
  return {
    ...option,
    ...(place === undefined ? {} : { place }),
    ...(at === undefined ? {} : { at: [rounded(at[0]), rounded(at[1])] }),
  };
}

/** Longitude and latitude of a place in Switzerland. */
function isPoint(at: unknown): at is [number, number] {
  if (!Array.isArray(at) || at.length !== 2) return false;
  const [lon, lat] = at as unknown[];
  return typeof lon === 'number' && typeof lat === 'number' && isInSwitzerland({ lon, lat });
}
