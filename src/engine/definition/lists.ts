// Shared lists of options: `canton/<canton>/lists/<list>.yaml`, each entry with its id and a text in every language.
import type { ListOption } from '../fields/field-kind.ts';
import { languages } from './check-texts.ts';
import type { DefinitionFault } from './definition-fault.ts';
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
  if (!Array.isArray(document.value))
    return { list, faults: [document.fault([], 'SHAPE', 'A list file holds a list of options.')] };
  const seen = new Set<string>();
  document.value.forEach((entry: unknown, index) => {
    const option = asOption(entry);
    if (!option)
      faults.push(
        document.fault(
          [index],
          'SHAPE',
          `An option has id (camelCase), ${languages.join(', ')}, all as text.`,
        ),
      );
    else if (seen.has(option.id))
      faults.push(
        document.fault([index, 'id'], 'DUPLICATE_ID', `There is already an option «${option.id}».`),
      );
    else {
      seen.add(option.id);
      list.push(option);
    }
  });
  return { list, faults };
}

function asOption(entry: unknown): ListOption | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const record: Record<string, unknown> = { ...entry };
  const { id, de, fr, it, en } = record;
  const texts = [de, fr, it, en];
  if (typeof id !== 'string' || !idShape.test(id) || Object.keys(record).length !== 5) return undefined;
  if (!texts.every((text): text is string => typeof text === 'string' && text.trim() !== ''))
    return undefined;
  return { id, de: String(de), fr: String(fr), it: String(it), en: String(en) };
}
