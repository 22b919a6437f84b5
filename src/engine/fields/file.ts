// Files: references to uploads; the bytes live elsewhere and are checked there (type by content, virus scan).
import type { FieldDefinition } from '../definition/schema.ts';
import { contextOf, listOf, numberType, stringType } from '../feel/types.ts';
import {
  isBlankText,
  type FieldKind,
  type ParseContext,
  type Parsed,
  type UploadedFile,
  type ValueFault,
} from './field-kind.ts';
import { readText } from './text-value.ts';

/** Media types behind the words of `accept`. Not HEIC, which few can open: phones send a JPEG where it is not asked for. */
export const mediaTypes: Record<'pdf' | 'image', readonly string[]> = {
  pdf: ['application/pdf'],
  image: ['image/jpeg', 'image/png', 'image/webp'],
};

/** Media types that the field accepts. */
export const acceptedTypes = (field: FieldDefinition): string[] =>
  (field.accept ?? []).flatMap((each) => mediaTypes[each]);

/** No file is larger: 10 MiB, as much as an upload may have. */
export const largestFile = 10 * 1024 * 1024;
const idShape = /^[A-Za-z0-9-]{1,64}$/;

function readFile(raw: unknown, context: ParseContext): UploadedFile | ValueFault {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return { code: 'TYPE' };
  const entry: Record<string, unknown> = { ...raw };
  const { id } = entry;
  if (typeof id !== 'string' || !idShape.test(id)) return { code: 'FILE_UNKNOWN' };
  if (context.uploads) {
    const known = context.uploads(id);
    return known ? { id, name: known.name, type: known.type, size: known.size } : { code: 'FILE_UNKNOWN' };
  }
  const name = readText(entry['name'], false);
  const { type, size } = entry;
  if (name.value === undefined || name.value === '' || name.value.length > 255 || name.faults.length > 0)
    return { code: 'FILE_INVALID' };
  if (
    typeof type !== 'string' ||
    type.length > 100 ||
    typeof size !== 'number' ||
    !Number.isInteger(size) ||
    size < 1 ||
    size > largestFile
  )
    return { code: 'FILE_INVALID' };
  return { id, name: name.value, type, size };
}

function isFile(value: unknown): value is UploadedFile {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    'name' in value &&
    typeof value.name === 'string'
  );
}

/**
 * WCAG: the browser's own control, named by its title and our button together (2.4.6, 2.5.3, 4.1.2); each button that removes names
 * its file. Nothing is typed: no input mode, no autofill.
 */
export const fileKind: FieldKind = {
  type: 'file',
  properties: ['accept', 'maxFiles'],
  isBlank: (raw) => isBlankText(raw) || (Array.isArray(raw) && raw.length === 0),
  parse(raw, field, context): Parsed {
    if (!Array.isArray(raw)) return { faults: [{ code: 'TYPE' }] };
    const most = field.maxFiles ?? 1;
    const faults: ValueFault[] = [];
    const files: UploadedFile[] = [];
    raw.slice(0, most).forEach((each, index) => {
      const file = readFile(each, context);
      if ('code' in file) faults.push({ ...file, part: String(index) });
      else if (files.some((other) => other.id === file.id))
        faults.push({ code: 'DUPLICATE_OPTION', part: String(index) });
      else {
        files.push(file);
        if (!(field.accept ?? []).some((each) => mediaTypes[each].includes(file.type)))
          faults.push({ code: 'FILE_TYPE', part: String(index) });
      }
    });
    if (raw.length > most) faults.push({ code: 'TOO_MANY_FILES', params: { max: most } });
    return files.length === 0 ? { faults } : { value: files, faults };
  },
  schema: (field) => ({
    type: 'array',
    minItems: 1,
    maxItems: field.maxFiles ?? 1,
    items: {
      type: 'object',
      properties: {
        id: { type: 'string', pattern: idShape.source },
        name: { type: 'string', minLength: 1, maxLength: 255 },
        type: { enum: acceptedTypes(field) },
        size: { type: 'integer', minimum: 1, maximum: largestFile },
      },
      required: ['id', 'name', 'type', 'size'],
      additionalProperties: false,
    },
  }),
  feelType: () =>
    listOf(
      contextOf([
        ['id', stringType],
        ['name', stringType],
        ['type', stringType],
        ['size', numberType],
      ]),
    ),
  toFeel: (value) => (Array.isArray(value) ? value.filter(isFile).map((file) => ({ ...file })) : null),
  toText: (value) =>
    Array.isArray(value)
      ? value
          .filter(isFile)
          .map((file) => file.name)
          .join(', ')
      : '',
  paper: (field) => ({ kind: 'enclose', most: field.maxFiles ?? 1 }),
  /** Hidden controls carry the ids of files already uploaded; everything else about them is what is stored. */
  fromForm(body, name, previous) {
    const typed = Object.hasOwn(body, name) ? body[name] : undefined;
    if (typed === undefined) return undefined;
    const kept = Array.isArray(previous) ? previous.filter(isFile) : [];
    return [typed].flat().flatMap((id) => kept.filter((file) => file.id === id));
  },
  toForm: (value) => ({ '': Array.isArray(value) ? value.filter(isFile).map((file) => file.id) : [] }),
};
