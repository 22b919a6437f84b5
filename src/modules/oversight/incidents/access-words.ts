// Names of data, purposes and roles of the access log in words.
import type { Role } from '../../../kernel/actor.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { accessFields, accessPurposes, dataTexts } from '../../data/index.ts';

type Key = Parameters<ReturnType<typeof dataTexts>>[0];
const word = (key: string, language: Language, args?: Record<string, string>) =>
  dataTexts(language)(key as Key, args);

/** The name itself for one that the texts don't know any more. */
export const fieldText = (field: string, language: Language): string =>
  accessFields.includes(field) ? word(`field.${field}`, language) : field;

export const roleText = (role: Role, language: Language): string => word(`role.${role}`, language);

/** Of any service: the place of its title stays empty. */
export const purposeText = (purpose: string, language: Language): string =>
  accessPurposes.includes(purpose)
    ? word(`purpose.${purpose}`, language, { service: '' }).replace(/[\s:]+$/u, '')
    : purpose;
