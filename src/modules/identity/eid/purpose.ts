// What a sign-in by E-ID is for: signing in, or one service whose law may allow to ask for the AHV number. Minimal by definition.
import { perApp, type App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { identityTexts } from '../identity-texts.ts';
import type { ClaimKey } from './canton-eid.ts';
import { eidOf } from './connection.ts';

/** What a module further down knows about a service. */
export interface ServiceNeed {
  title(language: Language): string;
  /** Its definition takes the AHV number from the register, and its law is verified. */
  asksAhv: boolean;
}

export interface Purpose {
  /** `anmelden`, or the id of the service. */
  id: string;
  /** At most 40 characters (Trust Protocol 2.0, Verification Query Public Statement). */
  name(language: Language): string;
  description(language: Language): string;
}

const needs = perApp<{ of?: (serviceId: string) => ServiceNeed | undefined }>(
  'What services need of the E-ID',
);

/** Called when the module starts. */
export function openServiceNeeds(app: App): void {
  needs.set(app, {});
}

/** The catalogue, further down, tells what its services need. */
export function provideServiceNeeds(app: App, of: (serviceId: string) => ServiceNeed | undefined): void {
  needs.of(app).of = of;
}

const serviceNeed = (app: App, id: string | undefined) =>
  id === undefined ? undefined : needs.of(app).of?.(id);

/** @param serviceId unknown ones count as no service */
export function purposeOf(app: App, serviceId: string | undefined): Purpose {
  const need = serviceNeed(app, serviceId);
  const short = (text: string) => (text.length <= 40 ? text : `${text.slice(0, 39).trimEnd()}…`);
  return {
    id: need && serviceId !== undefined ? serviceId : 'anmelden',
    name: (language) => short(need ? need.title(language) : identityTexts(language)('eid.purpose')),
    description: (language) => {
      const t = identityTexts(language);
      return need ? t('eid.purposeService', { service: need.title(language) }) : t('eid.purposeText');
    },
  };
}

/** The claims that are asked for: never one more than the comparison with the register needs. */
export function claimsFor(app: App, serviceId: string | undefined): ClaimKey[] {
  const asksAhv = serviceNeed(app, serviceId)?.asksAhv === true && eidOf(app)?.mayAskAhv() === true;
  return ['givenName', 'familyName', 'birthDate', 'expires', ...(asksAhv ? (['ahv'] as const) : [])];
}
