// The terms of use of opendata.swiss: their addresses, which harvesters insist on.
import type { Language } from '../../kernel/i18n/texts.ts';
import type { OpenLicence } from '../../kernel/open-data.ts';

/** IRI of the Swiss vocabulary; others (Creative Commons) are refused by the federal portal. */
export const licenceOf = (licence: OpenLicence): string =>
  `http://dcat-ap.ch/vocabulary/licenses/terms_${licence}`;

/** Where the terms are explained to people. */
export const licencePage = (language: Language): string => `https://opendata.swiss/${language}/terms-of-use`;
