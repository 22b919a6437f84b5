// What somebody has passed, as statements of the Experience API (xAPI 1.0.3): for a learning record store elsewhere. Pure.
import { locales, languages, type LocalText } from '../../../kernel/i18n/texts.ts';
import { badgeAddresses } from '../badge/credential.ts';

export interface Passed {
  /** Of the certificate: the same statement has the same id, however often it is asked for. */
  id: string;
  course: string;
  title: LocalText;
  at: Date;
}

const verb = {
  id: 'http://adlnet.gov/expapi/verbs/passed',
  display: { 'de-CH': 'hat bestanden', 'fr-CH': 'a réussi', 'it-CH': 'ha superato', 'en-GB': 'passed' },
};

/** @param name of the account at this site */
export const statementOf = (base: string, name: string, { id, course, title, at }: Passed) => ({
  id,
  actor: { objectType: 'Agent', account: { homePage: base, name } },
  verb,
  object: {
    objectType: 'Activity',
    id: badgeAddresses.achievement(base, course),
    definition: {
      type: 'http://adlnet.gov/expapi/activities/course',
      name: Object.fromEntries(languages.map((each) => [locales[each], title[each]])),
    },
  },
  result: { success: true, completion: true },
  timestamp: at.toISOString(),
});
