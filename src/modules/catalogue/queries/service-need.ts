// What a service may ask of an E-ID: the AHV number only where its definition and its law say so.
import type { App } from '../../../kernel/app.ts';
import type { ServiceNeed } from '../../identity/index.ts';
import { serviceById, serviceTitle } from './services.ts';

export function serviceNeed(app: App, id: string): ServiceNeed | undefined {
  const definition = serviceById(app, id);
  if (!definition) return undefined;
  const fields = definition.pages.flatMap((page) => page.fields);
  return {
    title: (language) => serviceTitle(app, id, language),
    // The number must be proven by the register, and at least one act that the service rests on must have been checked.
    asksAhv:
      fields.some(
        (field) => field.type === 'ahv' && field.source === 'person.ahv' && field.proven === true,
      ) && definition.legalBasis.some((basis) => basis.unverified !== true),
  };
}
