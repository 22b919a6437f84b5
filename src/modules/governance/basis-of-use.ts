// On which law a use in the access log rests, as governance.yaml says; of a service, what its definition says.
import type { App } from '../../kernel/app.ts';
import { serviceById } from '../catalogue/index.ts';
import { governanceOf } from './governance-config.ts';
import { citation } from './queries/answer-for.ts';

/**
 * @param use `key` or `key|service-id`, as the log keeps it
 * @returns undefined where nothing is known
 */
export function basisOfUse(app: App, use: string, byLaw: boolean): string | undefined {
  const [key = '', service = ''] = use.split('|', 2);
  const { purposes, uses } = governanceOf.of(app);
  const named = uses[key] ?? key;
  const laws = purposes[byLaw && named === 'mandate' ? 'representation' : named]?.legalBasis;
  const known = laws === 'service' ? serviceById(app, service)?.legalBasis : laws;
  return known === undefined || known.length === 0 ? undefined : known.map(citation).join(', ');
}
