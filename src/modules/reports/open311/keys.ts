// API keys of Open311: who may send reports by program. Keys are set by the operator; demonstrations have one that everybody knows.
import { timingSafeEqual } from 'node:crypto';
import type { App } from '../../../kernel/app.ts';
import { hashOf } from '../../../kernel/secret.ts';
import { text, type Fields } from './arguments.ts';
import { Open311Fault } from './format.ts';

const demoKey = 'demo';

/** @returns the name of whoever holds the key @throws Open311Fault 403 */
export function requireKey(app: App, fields: Fields): string {
  const given = text(fields, 'api_key');
  if (given === undefined) throw new Open311Fault(403, 'api_key is missing.');
  const keys = [
    ...app.config.open311Keys,
    ...(app.config.mode === 'demo' ? [{ name: 'demo', key: demoKey }] : []),
  ];
  const found = keys.find(({ key }) => timingSafeEqual(hashOf(key), hashOf(given)));
  if (!found) throw new Open311Fault(403, 'api_key is not valid.');
  return found.name;
}
