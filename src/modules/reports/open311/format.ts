// Answers of Open311 in XML and JSON: the same values, an element each; JSON by the Spark convention (lists without their root).
import { xmlText } from '../../../ech/xml.ts';
import type { App } from '../../../kernel/app.ts';
import type { Fault } from '../../../kernel/errors.ts';
import { faultText } from '../../../kernel/http/fault-text.ts';
import type { Reply, Request } from '../../../kernel/http/route.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';

type Format = 'xml' | 'json';
type Plain = string | number | boolean | null;
/** A list names the element of each entry. */
export type Value = Plain | { [name: string]: Value } | { each: string; items: readonly Value[] };

const isList = (value: Value): value is { each: string; items: readonly Value[] } =>
  typeof value === 'object' && value !== null && Array.isArray((value as { items?: unknown }).items);

function toXml(name: string, value: Value): string {
  if (value === null) return `<${name}></${name}>`;
  if (isList(value))
    return `<${name}>${value.items.map((item) => toXml(value.each, item)).join('')}</${name}>`;
  if (typeof value === 'object')
    return `<${name}>${Object.entries(value)
      .map(([key, inner]) => toXml(key, inner))
      .join('')}</${name}>`;
  return `<${name}>${xmlText(String(value))}</${name}>`;
}

function toJson(value: Value): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.items.map(toJson);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toJson(inner)]));
}

/** @param root the element around all, which JSON leaves out */
export function reply(format: Format, root: string, value: Value, status = 200): Reply {
  const headers = { 'cache-control': 'no-cache', vary: 'accept, accept-language, cookie' };
  return format === 'json'
    ? { status, type: 'application/json; charset=utf-8', body: JSON.stringify(toJson(value)), headers }
    : {
        ...{ status, type: 'text/xml; charset=utf-8', headers },
        body: `<?xml version="1.0" encoding="utf-8"?>\n${toXml(root, value)}\n`,
      };
}

/** The resource's name without its ending, and what the ending asks for; without one XML, which is required, or what `Accept` says. */
export function splitFormat(name: string, accept: unknown): { name: string; format: Format } {
  const ending = /\.(xml|json)$/.exec(name)?.[1];
  if (ending === 'xml' || ending === 'json')
    return { name: name.slice(0, -ending.length - 1), format: ending };
  return { name, format: typeof accept === 'string' && /\bjson\b/.test(accept) ? 'json' : 'xml' };
}

export const formatOf = ({ path, headers }: Pick<Request, 'path' | 'headers'>): Format =>
  splitFormat(path, headers['accept']).format;

/** Thrown by handlers: one error, or several at once. */
export class Open311Fault extends Error {
  readonly status: number;
  readonly errors: readonly string[];

  constructor(status: 400 | 403 | 404, ...errors: string[]) {
    super(errors.join(' '));
    this.status = status;
    this.errors = errors;
  }
}

export const errorReply = (format: Format, status: number, errors: readonly string[]): Reply =>
  reply(
    format,
    'errors',
    { each: 'error', items: errors.map((description) => ({ code: status, description })) },
    status,
  );

/** What the server itself refuses: too many requests, a body that is too large. */
export function tellFault(
  fault: Fault,
  { app, language, path, accept }: { app: App; language: Language; path: string; accept: unknown },
): Reply {
  return errorReply(splitFormat(path, accept).format, fault.status, [faultText(app, language, fault.code)]);
}
