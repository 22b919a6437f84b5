// Searches as people type them, with what must come first. Written before the ranking was tuned; add to it, never bend it.
import type { Language } from '../../../kernel/i18n/texts.ts';

export interface SearchCase {
  q: string;
  lang: Language;
  /** `type id`; the first one, or any of these, must be the first result. */
  first: string[];
}

const service = (...ids: string[]) => ids.map((id) => `service ${id}`);
const unit = (...ids: string[]) => ids.map((id) => `unit ${id}`);

export const searchCases: SearchCase[] = [
  // The words of the pages.
  { q: 'Hund anmelden', lang: 'de', first: service('hund-anmelden') },
  { q: 'umzug melden', lang: 'de', first: service('umzug-melden') },
  { q: 'Anwohnerparkkarte', lang: 'de', first: service('anwohnerparkkarte') },
  { q: 'Betreibungsregisterauszug', lang: 'de', first: service('betreibungsauszug') },
  { q: 'Wohnsitzbescheinigung', lang: 'de', first: service('wohnsitzbescheinigung-bestellen') },
  { q: 'Veterinäramt', lang: 'de', first: unit('veterinaeramt') },
  { q: 'Steuerverwaltung', lang: 'de', first: unit('steuerverwaltung') },
  { q: 'Zivilstandsamt', lang: 'de', first: unit('zivilstandsamt') },
  { q: 'Ombudsstelle', lang: 'de', first: unit('ombudsstelle') },
  // Whole sentences.
  { q: 'ich ziehe um', lang: 'de', first: service('umzug-melden', 'zuzug-anmelden') },
  { q: 'Wie melde ich meinen neuen Hund an?', lang: 'de', first: service('hund-anmelden') },
  { q: 'Ich möchte einen Baum im Garten fällen', lang: 'de', first: service('baum-faellen') },
  { q: 'Kann mein Kind schulfrei haben?', lang: 'de', first: service('schulurlaub') },
  {
    q: 'Ich brauche mehr Zeit für die Steuererklärung',
    lang: 'de',
    first: service('steuer-frist-verlaengern'),
  },
  { q: 'wo darf ich mein auto parkieren', lang: 'de', first: service('anwohnerparkkarte') },
  { q: 'ich bin neu in Basel', lang: 'de', first: service('zuzug-anmelden') },
  // Everyday and Swiss words.
  { q: 'Zügeln', lang: 'de', first: service('umzug-melden', 'zuzug-anmelden') },
  { q: 'zuegle', lang: 'de', first: service('umzug-melden', 'zuzug-anmelden') },
  { q: 'neue Adresse', lang: 'de', first: service('umzug-melden') },
  { q: 'Betreibungsauszug für Wohnung', lang: 'de', first: service('betreibungsauszug') },
  { q: 'Wohnsitzbestätigung', lang: 'de', first: service('wohnsitzbescheinigung-bestellen') },
  { q: 'blaue Zone', lang: 'de', first: service('anwohnerparkkarte') },
  { q: 'Parkbewilligung', lang: 'de', first: service('anwohnerparkkarte') },
  { q: 'Beiz eröffnen', lang: 'de', first: service('lebensmittelbetrieb-melden') },
  { q: 'Jokertag', lang: 'de', first: service('schulurlaub') },
  { q: 'Strassenfest', lang: 'de', first: service('strassenfest') },
  { q: 'Apéro am Rhein', lang: 'de', first: service('apero-allmend') },
  { q: 'Sonntagsverkauf', lang: 'de', first: service('nacht-sonntagsarbeit') },
  { q: 'Welpe', lang: 'de', first: service('hund-anmelden') },
  // Compounds, whole and in part.
  { q: 'Hundesteuer', lang: 'de', first: service('hund-anmelden') },
  { q: 'Parkkarte', lang: 'de', first: service('anwohnerparkkarte') },
  { q: 'Fristverlängerung Steuern', lang: 'de', first: service('steuer-frist-verlaengern') },
  { q: 'Umzugsmeldung', lang: 'de', first: service('umzug-melden') },
  { q: 'Nachtarbeit', lang: 'de', first: service('nacht-sonntagsarbeit') },
  { q: 'Baumfällgesuch', lang: 'de', first: service('baum-faellen') },
  { q: 'Hundeanmeldung', lang: 'de', first: service('hund-anmelden') },
  // Typing errors.
  { q: 'hunt anmelten', lang: 'de', first: service('hund-anmelden') },
  { q: 'Betreibngsauszug', lang: 'de', first: service('betreibungsauszug') },
  { q: 'Wohnsizbescheinigung', lang: 'de', first: service('wohnsitzbescheinigung-bestellen') },
  { q: 'Anwonerparkkarte', lang: 'de', first: service('anwohnerparkkarte') },
  { q: 'Steuererklehrung verlängern', lang: 'de', first: service('steuer-frist-verlaengern') },
  { q: 'Veterineramt', lang: 'de', first: unit('veterinaeramt') },
  { q: 'UMZUG-MELDEN!!!', lang: 'de', first: service('umzug-melden') },
  // Other languages.
  { q: 'annoncer un chien', lang: 'fr', first: service('hund-anmelden') },
  { q: 'déménagement', lang: 'fr', first: service('umzug-melden', 'zuzug-anmelden') },
  { q: 'je déménage dans une autre commune', lang: 'fr', first: service('umzug-melden', 'zuzug-anmelden') },
  { q: 'extrait du registre des poursuites', lang: 'fr', first: service('betreibungsauszug') },
  { q: 'stationnement zone bleue', lang: 'fr', first: service('anwohnerparkkarte') },
  { q: 'demenagment', lang: 'fr', first: service('umzug-melden', 'zuzug-anmelden') },
  { q: 'abattre un arbre', lang: 'fr', first: service('baum-faellen') },
  { q: 'attestation de domicile', lang: 'fr', first: service('wohnsitzbescheinigung-bestellen') },
  { q: 'annunciare un cane', lang: 'it', first: service('hund-anmelden') },
  { q: 'trasloco', lang: 'it', first: service('umzug-melden') },
  { q: 'proroga dichiarazione d’imposta', lang: 'it', first: service('steuer-frist-verlaengern') },
  { q: 'estratto esecuzioni', lang: 'it', first: service('betreibungsauszug') },
  { q: 'tassa sui cani', lang: 'it', first: service('hund-anmelden') },
  { q: 'register my dog', lang: 'en', first: service('hund-anmelden') },
  { q: 'moving house', lang: 'en', first: service('umzug-melden', 'zuzug-anmelden') },
  { q: 'resident parking permit', lang: 'en', first: service('anwohnerparkkarte') },
  { q: 'debt register extract', lang: 'en', first: service('betreibungsauszug') },
  { q: 'tax extension', lang: 'en', first: service('steuer-frist-verlaengern') },
  { q: 'proof of residence', lang: 'en', first: service('wohnsitzbescheinigung-bestellen') },
  { q: 'cut down a tree', lang: 'en', first: service('baum-faellen') },
  { q: 'street party', lang: 'en', first: service('strassenfest') },
  // Someone whose page is in German types another language.
  { q: 'dog', lang: 'de', first: service('hund-anmelden') },
  { q: 'parking permit', lang: 'de', first: service('anwohnerparkkarte') },
  // Tried after the ranking stood, to see whether it holds for what it was not made with.
  { q: 'ich bin gezügelt', lang: 'de', first: service('umzug-melden') },
  { q: 'Hundemarke', lang: 'de', first: service('hund-anmelden') },
  { q: 'mein Kind ist krank, Ferien verlängern', lang: 'de', first: service('schulurlaub') },
  { q: 'Geburtstagsfest am Rhein', lang: 'de', first: service('apero-allmend') },
  { q: 'Einwohner Amt', lang: 'de', first: unit('einwohneramt') },
  { q: 'MFK', lang: 'de', first: unit('mfk') },
  { q: 'SG 365.100', lang: 'de', first: service('hund-anmelden') },
  { q: 'permis de parking', lang: 'fr', first: service('anwohnerparkkarte') },
  { q: 'prolonger délai impôts', lang: 'fr', first: service('steuer-frist-verlaengern') },
  { q: 'tagliare albero', lang: 'it', first: service('baum-faellen') },
  { q: 'school leave for my child', lang: 'en', first: service('schulurlaub') },
  { q: 'food truck', lang: 'en', first: service('lebensmittelbetrieb-melden') },
  // Cars, waste and the street.
  { q: 'mein Hund ist gestorben', lang: 'de', first: service('hund-abmelden') },
  { q: 'Besucherparkkarte', lang: 'de', first: service('besucherparkkarte') },
  { q: 'Parkkarte für Rollstuhl', lang: 'de', first: service('behindertenparkkarte') },
  { q: 'Platz für den Zügelwagen freihalten', lang: 'de', first: service('parkverbot-zuegeln') },
  { q: 'neue Adresse im Fahrzeugausweis', lang: 'de', first: service('fahrzeug-adresse') },
  { q: 'Nummernschilder abgeben', lang: 'de', first: service('kontrollschilder-hinterlegen') },
  { q: 'Wunschnummer Auto', lang: 'de', first: service('wunschkontrollschild') },
  { q: 'altes Sofa entsorgen', lang: 'de', first: service('sperrgut-anmelden') },
  { q: 'Schlagloch', lang: 'de', first: service('schaden-oeffentlicher-raum') },
  { q: 'Lärm', lang: 'de', first: service('laerm-melden') },
  { q: 'encombrants', lang: 'fr', first: service('sperrgut-anmelden') },
  { q: 'buca nella strada', lang: 'it', first: service('schaden-oeffentlicher-raum') },
  { q: 'noise complaint', lang: 'en', first: service('laerm-melden') },
];
