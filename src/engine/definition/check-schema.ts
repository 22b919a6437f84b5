// Checks a document against the JSON Schema of definitions and says what is wrong in words, at the authored place.
import { isRecord } from '../is-record.ts';
import { Compile } from 'typebox/compile';
import { Settings } from 'typebox/system';
import { ServiceSchema, type ServiceDocument } from './schema.ts';
import type { DefinitionFault } from './definition-fault.ts';
import type { YamlDocument } from './yaml-document.ts';

const mostFaults = 200;
// All faults at once: the library stops at eight otherwise.
Settings.Set({ maxErrors: mostFaults });
const service = Compile(ServiceSchema);

interface SchemaError {
  keyword: string;
  schemaPath: string;
  instancePath: string;
  params: object;
  message: string;
}

/** The document when it has the right shape; else adds its faults. */
export function checkServiceSchema(
  document: YamlDocument,
  faults: DefinitionFault[],
): ServiceDocument | undefined {
  const { value } = document;
  if (service.Check(value)) return value;
  const errors: SchemaError[] = service.Errors(value);
  for (const error of errors) {
    const path = pointerPath(error.instancePath);
    if (isNoise(error, value, path)) continue;
    for (const { at, code, message } of explain(error, path)) faults.push(document.fault(at, code, message));
  }
  return undefined;
}

/** `/pages/0/id` as `['pages', 0, 'id']`. */
function pointerPath(pointer: string): (string | number)[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part.replace(/~1/g, '/').replace(/~0/g, '~')));
}

/** A rule is a table or a formula: complaints about the kind it is not only confuse. */
function isNoise(error: SchemaError, value: unknown, path: readonly (string | number)[]): boolean {
  if (error.keyword === 'boolean') return true;
  const branch = /rules.*?\/anyOf\/([01])/.exec(error.schemaPath)?.[1];
  if (error.keyword === 'anyOf') return path[0] === 'rules' && path.length === 2;
  if (branch === undefined || path[0] !== 'rules') return false;
  const rule: unknown =
    isRecord(value) && isRecord(value['rules']) ? value['rules'][String(path[1])] : undefined;
  const isTable = isRecord(rule) && ('hit' in rule || 'rows' in rule || 'inputs' in rule);
  if (branch !== (isTable ? '0' : '1')) return true;
  return /\/rows\/items\/items\/anyOf\//.test(error.schemaPath);
}

function explain(
  error: SchemaError,
  path: (string | number)[],
): { at: (string | number)[]; code: string; message: string }[] {
  const params = error.params as Record<string, unknown>;
  const list = (key: string) => (Array.isArray(params[key]) ? params[key].map(String) : []);
  switch (error.keyword) {
    case 'additionalProperties':
      return list('additionalProperties').map((name) => ({
        at: [...path, name],
        code: 'UNKNOWN_KEY',
        // «{ act: Gesetz, § 3 }»: a comma in a plain text of a flow mapping begins a new key.
        message: `«${name}» is not a key of the format here.${/^\w+$/.test(name) ? '' : ' A text with a comma, colon or # must stand in quotes.'}`,
      }));
    case 'required':
      return list('requiredProperties').map((name) => ({
        at: [...path, name],
        code: 'MISSING_KEY',
        message: `«${name}» is missing.`,
      }));
    case 'enum':
      return [
        { at: path, code: 'NOT_ALLOWED', message: `Must be one of ${list('allowedValues').join(', ')}.` },
      ];
    case 'pattern':
      return [{ at: path, code: 'SHAPE', message: `Must fit ${String(params['pattern'])}.` }];
    case 'anyOf':
      return [{ at: path, code: 'SHAPE', message: 'Must be a text, a number or true/false.' }];
    default:
      return [
        {
          at: path,
          code: 'SHAPE',
          message: `${error.message.charAt(0).toUpperCase()}${error.message.slice(1)}.`,
        },
      ];
  }
}
