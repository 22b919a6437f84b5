// One accepted value as a change of a YAML file: the text around it, comments too, stays as it is.
import { isMap, isScalar, isSeq, parseDocument, type Node, type Pair, type YAMLMap } from 'yaml';
import { languages } from '../../../kernel/i18n/texts.ts';
import { languageOfField } from '../correctable.ts';

/** Always in double quotes: whatever people have typed is a text and nothing else. */
const quoted = (value: string): string => JSON.stringify(value);

/**
 * The file with this value at the entry `id` of its list.
 * @returns undefined where the entry or the place of the value is not there
 */
export function changeInFile(
  text: string,
  list: string | undefined,
  id: string,
  field: string,
  value: string,
): string | undefined {
  const root = parseDocument(text).contents;
  const items =
    list === undefined ? root : isMap(root) ? (root.get(list, true) as Node | undefined) : undefined;
  const entry = isSeq(items) ? items.items.find((item) => isMap(item) && item.get('id') === id) : undefined;
  if (!isMap(entry)) return undefined;
  const language = languageOfField(field);
  const path = (language ? field.slice(0, -3) : field).split('.');
  return language !== undefined
    ? changeText(text, entry, path[0] ?? '', language, value)
    : changePlain(text, entry, path, value);
}

function changeText(
  text: string,
  entry: YAMLMap,
  name: string,
  language: string,
  value: string,
): string | undefined {
  const at = entry.get(name, true);
  if (isSeq(at)) return changeLines(text, entry, name, language, value);
  if (value === '') return without(text, entry, name);
  if (isMap(at)) return replaceScalar(text, at.get(language, true), quoted(value));
  return insert(text, entry, name, `{ ${languages.map((each) => `${each}: ${quoted(value)}`).join(', ')} }`);
}

/** Lists are written anew as a whole, since lines have come or gone. */
function changeLines(text: string, entry: YAMLMap, name: string, language: string, value: string): string {
  const before = (entry.toJSON() as Record<string, Record<string, string>[]>)[name] ?? [];
  const lines = value.split('\n').filter((line) => line.trim() !== '');
  const items = lines.map((line, index) => {
    const all = {
      ...(before[index] ?? Object.fromEntries(languages.map((each) => [each, line]))),
      [language]: line,
    };
    return `{ ${Object.entries(all)
      .map(([each, words]) => `${each}: ${quoted(words)}`)
      .join(', ')} }`;
  });
  const gone = without(text, entry, name);
  return items.length === 0 ? gone : insert(gone, entry, name, `[${items.join(', ')}]`);
}

function changePlain(text: string, entry: YAMLMap, path: string[], value: string): string | undefined {
  const [name = '', part] = path;
  const at = entry.get(name, true);
  const written = part === undefined ? quoted(value) : value;
  if (value === '') return without(text, entry, name);
  if (part === undefined)
    return at === undefined ? insert(text, entry, name, written) : replaceScalar(text, at, written);
  return isMap(at)
    ? replaceScalar(text, at.get(part, true), written)
    : insert(text, entry, name, `{ ${part}: ${written} }`);
}

function replaceScalar(text: string, node: unknown, written: string): string | undefined {
  if (!isScalar(node) || !node.range) return undefined;
  return text.slice(0, node.range[0]) + written + text.slice(node.range[1]);
}

/** Behind the id, in a line of its own or, in an entry on one line, before its next comma. */
function insert(text: string, entry: YAMLMap, name: string, written: string): string {
  const id = pairOf(entry, 'id')?.value as { range: [number, number, number] };
  const end = id.range[1];
  if (entry.flow) return `${text.slice(0, end)}, ${name}: ${written}${text.slice(end)}`;
  const line = text.lastIndexOf('\n', (entry.range?.[0] ?? 0) - 1) + 1;
  const indent = ' '.repeat((entry.range?.[0] ?? 0) - line);
  return `${text.slice(0, end)}\n${indent}${name}: ${written}${text.slice(end)}`;
}

/** The whole lines of a value, or its part of an entry on one line. */
function without(text: string, entry: YAMLMap, name: string): string {
  const pair = pairOf(entry, name);
  const key = pair?.key as { range?: [number, number, number] } | undefined;
  const value = pair?.value as { range?: [number, number, number] } | undefined;
  if (!key?.range || !value?.range) return text;
  if (entry.flow) return text.slice(0, key.range[0]) + text.slice(value.range[1]).replace(/^\s*,\s*/, '');
  const from = text.lastIndexOf('\n', key.range[0]) + 1;
  const end = text.indexOf('\n', value.range[1] - 1);
  return text.slice(0, from) + text.slice(end + 1);
}

const pairOf = (entry: YAMLMap, name: string): Pair | undefined =>
  entry.items.find((pair) => isScalar(pair.key) && pair.key.value === name);
