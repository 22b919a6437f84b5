// The few sentences that the paper form makes out of conditions, in four languages: clauses that follow «wenn», «si», «se», «if».
import type { Language } from '../definition/schema.ts';
import type { Comparator } from './condition.ts';

export interface PaperWords {
  quote: (text: string) => string;
  or: string;
  and: string;
  /** `{n}` number of the field, `{q}` «at least once» of lists (with a space before) or nothing, `{v}` the value. */
  ticked: string;
  notTicked: string;
  written: string;
  notWritten: string;
  answered: string;
  notAnswered: string;
  number: Record<Comparator, string>;
  date: Record<Comparator, string>;
  time: Record<Comparator, string>;
  count: Record<Comparator, string>;
  some: string;
  every: string;
  pageOn: string;
  pageOff: string;
  /** `{list}` numbers of fields. */
  depends: string;
  unclear: string;
  today: string;
  /** `{time}` e.g. «12 Wochen» */
  later: string;
  earlier: string;
  onDay: string;
  units: Record<'D' | 'W' | 'M' | 'Y', [one: string, other: string]>;
  onlyIf: Record<'fill' | 'enclose' | 'confirm', string>;
  otherwise: string;
  goOn: string;
  question: string;
  signature: string;
}

const de: PaperWords = {
  quote: (text) => `«${text}»`,
  or: ' oder ',
  and: ' und ',
  ticked: 'bei {n}{q} {v} angekreuzt ist',
  notTicked: 'bei {n}{q} nicht {v} angekreuzt ist',
  written: 'bei {n}{q} {v} steht',
  notWritten: 'bei {n}{q} nicht {v} steht',
  answered: 'bei {n}{q} etwas steht',
  notAnswered: 'bei {n}{q} nichts steht',
  number: {
    '<': 'die Zahl bei {n}{q} kleiner als {v} ist',
    '<=': 'die Zahl bei {n}{q} höchstens {v} ist',
    '>': 'die Zahl bei {n}{q} grösser als {v} ist',
    '>=': 'die Zahl bei {n}{q} mindestens {v} ist',
    '=': 'die Zahl bei {n}{q} genau {v} ist',
    '!=': 'die Zahl bei {n}{q} nicht {v} ist',
  },
  date: {
    '<': 'das Datum bei {n}{q} früher ist als {v}',
    '<=': 'das Datum bei {n}{q} nicht später ist als {v}',
    '>': 'das Datum bei {n}{q} später ist als {v}',
    '>=': 'das Datum bei {n}{q} nicht früher ist als {v}',
    '=': 'das Datum bei {n}{q} dieser Tag ist: {v}',
    '!=': 'das Datum bei {n}{q} nicht dieser Tag ist: {v}',
  },
  time: {
    '<': 'die Zeit bei {n}{q} früher ist als {v}',
    '<=': 'die Zeit bei {n}{q} nicht später ist als {v}',
    '>': 'die Zeit bei {n}{q} später ist als {v}',
    '>=': 'die Zeit bei {n}{q} nicht früher ist als {v}',
    '=': 'die Zeit bei {n}{q} genau {v} ist',
    '!=': 'die Zeit bei {n}{q} nicht {v} ist',
  },
  count: {
    '<': 'Sie bei Frage {n} weniger als {v} Einträge machen',
    '<=': 'Sie bei Frage {n} höchstens {v} Einträge machen',
    '>': 'Sie bei Frage {n} mehr als {v} Einträge machen',
    '>=': 'Sie bei Frage {n} mindestens {v} Einträge machen',
    '=': 'Sie bei Frage {n} genau {v} Einträge machen',
    '!=': 'Sie bei Frage {n} nicht {v} Einträge machen',
  },
  some: ' mindestens einmal',
  every: ' überall',
  pageOn: 'die Frage {n} für Sie gilt',
  pageOff: 'die Frage {n} für Sie nicht gilt',
  depends: 'es nach Ihren Angaben bei {list} nötig ist',
  unclear: 'es in Ihrem Fall nötig ist',
  today: 'heute',
  later: 'heute in {time}',
  earlier: 'heute vor {time}',
  onDay: 'der {day}',
  units: { D: ['Tag', 'Tagen'], W: ['Woche', 'Wochen'], M: ['Monat', 'Monaten'], Y: ['Jahr', 'Jahren'] },
  onlyIf: { fill: 'Nur ausfüllen, wenn', enclose: 'Nur beilegen, wenn', confirm: 'Nur ankreuzen, wenn' },
  otherwise: 'Sonst weiter bei {place}.',
  goOn: 'weiter bei {place}',
  question: 'Frage {n}',
  signature: '«Erklärung und Unterschrift»',
};

const fr: PaperWords = {
  quote: (text) => `«${text}»`,
  or: ' ou ',
  and: ' et ',
  ticked: '{v} est coché{q} au point {n}',
  notTicked: '{v} n’est pas coché{q} au point {n}',
  written: '{v} est indiqué{q} au point {n}',
  notWritten: '{v} n’est pas indiqué{q} au point {n}',
  answered: 'le point {n} est rempli{q}',
  notAnswered: 'le point {n} n’est pas rempli{q}',
  number: {
    '<': 'le nombre au point {n} est{q} plus petit que {v}',
    '<=': 'le nombre au point {n} est{q} de {v} au plus',
    '>': 'le nombre au point {n} est{q} plus grand que {v}',
    '>=': 'le nombre au point {n} est{q} de {v} au moins',
    '=': 'le nombre au point {n} est{q} exactement {v}',
    '!=': 'le nombre au point {n} n’est{q} pas {v}',
  },
  date: {
    '<': 'la date au point {n} tombe{q} avant {v}',
    '<=': 'la date au point {n} ne tombe{q} pas après {v}',
    '>': 'la date au point {n} tombe{q} après {v}',
    '>=': 'la date au point {n} ne tombe{q} pas avant {v}',
    '=': 'la date au point {n} est{q} {v}',
    '!=': 'la date au point {n} n’est{q} pas {v}',
  },
  time: {
    '<': 'l’heure au point {n} est{q} avant {v}',
    '<=': 'l’heure au point {n} n’est{q} pas après {v}',
    '>': 'l’heure au point {n} est{q} après {v}',
    '>=': 'l’heure au point {n} n’est{q} pas avant {v}',
    '=': 'l’heure au point {n} est{q} exactement {v}',
    '!=': 'l’heure au point {n} n’est{q} pas {v}',
  },
  count: {
    '<': 'la question {n} a moins de {v} entrées',
    '<=': 'la question {n} a {v} entrées au plus',
    '>': 'la question {n} a plus de {v} entrées',
    '>=': 'la question {n} a {v} entrées au moins',
    '=': 'la question {n} a exactement {v} entrées',
    '!=': 'la question {n} n’a pas {v} entrées',
  },
  some: ' au moins une fois',
  every: ' partout',
  pageOn: 'la question {n} vous concerne',
  pageOff: 'la question {n} ne vous concerne pas',
  depends: 'vos indications aux points {list} le demandent',
  unclear: 'votre situation le demande',
  today: 'aujourd’hui',
  later: 'le jour qui vient dans {time}',
  earlier: 'ce même jour d’il y a {time}',
  onDay: 'le {day}',
  units: { D: ['jour', 'jours'], W: ['semaine', 'semaines'], M: ['mois', 'mois'], Y: ['an', 'ans'] },
  onlyIf: {
    fill: 'À remplir seulement si',
    enclose: 'À joindre seulement si',
    confirm: 'À cocher seulement si',
  },
  otherwise: 'Sinon, passez à {place}.',
  goOn: 'passez à {place}',
  question: 'la question {n}',
  signature: '«Déclaration et signature»',
};

const it: PaperWords = {
  quote: (text) => `«${text}»`,
  or: ' o ',
  and: ' e ',
  ticked: 'al punto {n} è crociato{q} {v}',
  notTicked: 'al punto {n} non è crociato{q} {v}',
  written: 'al punto {n} è indicato{q} {v}',
  notWritten: 'al punto {n} non è indicato{q} {v}',
  answered: 'il punto {n} è compilato{q}',
  notAnswered: 'il punto {n} non è compilato{q}',
  number: {
    '<': 'il numero al punto {n} è{q} inferiore a {v}',
    '<=': 'il numero al punto {n} è{q} al massimo {v}',
    '>': 'il numero al punto {n} è{q} superiore a {v}',
    '>=': 'il numero al punto {n} è{q} almeno {v}',
    '=': 'il numero al punto {n} è{q} esattamente {v}',
    '!=': 'il numero al punto {n} non è{q} {v}',
  },
  date: {
    '<': 'la data al punto {n} cade{q} prima di {v}',
    '<=': 'la data al punto {n} non cade{q} dopo {v}',
    '>': 'la data al punto {n} cade{q} dopo {v}',
    '>=': 'la data al punto {n} non cade{q} prima di {v}',
    '=': 'la data al punto {n} è{q} {v}',
    '!=': 'la data al punto {n} non è{q} {v}',
  },
  time: {
    '<': 'l’ora al punto {n} è{q} prima delle {v}',
    '<=': 'l’ora al punto {n} non è{q} dopo le {v}',
    '>': 'l’ora al punto {n} è{q} dopo le {v}',
    '>=': 'l’ora al punto {n} non è{q} prima delle {v}',
    '=': 'l’ora al punto {n} è{q} esattamente {v}',
    '!=': 'l’ora al punto {n} non è{q} {v}',
  },
  count: {
    '<': 'alla domanda {n} ci sono meno di {v} voci',
    '<=': 'alla domanda {n} ci sono al massimo {v} voci',
    '>': 'alla domanda {n} ci sono più di {v} voci',
    '>=': 'alla domanda {n} ci sono almeno {v} voci',
    '=': 'alla domanda {n} ci sono esattamente {v} voci',
    '!=': 'alla domanda {n} non ci sono {v} voci',
  },
  some: ' almeno una volta',
  every: ' ovunque',
  pageOn: 'la domanda {n} vi riguarda',
  pageOff: 'la domanda {n} non vi riguarda',
  depends: 'le vostre indicazioni ai punti {list} lo richiedono',
  unclear: 'la vostra situazione lo richiede',
  today: 'oggi',
  later: 'quel giorno che viene tra {time}',
  earlier: 'questo stesso giorno di {time} fa',
  onDay: 'quel giorno: {day}',
  units: {
    D: ['giorno', 'giorni'],
    W: ['settimana', 'settimane'],
    M: ['mese', 'mesi'],
    Y: ['anno', 'anni'],
  },
  onlyIf: {
    fill: 'Da compilare solo se',
    enclose: 'Da allegare solo se',
    confirm: 'Da crociare solo se',
  },
  otherwise: 'Altrimenti passate {place}.',
  goOn: 'passate {place}',
  question: 'alla domanda {n}',
  signature: 'a «Dichiarazione e firma»',
};

const en: PaperWords = {
  quote: (text) => `“${text}”`,
  or: ' or ',
  and: ' and ',
  ticked: '{v} is ticked{q} at {n}',
  notTicked: '{v} is not ticked{q} at {n}',
  written: '{v} is written{q} at {n}',
  notWritten: '{v} is not written{q} at {n}',
  answered: '{n} is filled in{q}',
  notAnswered: '{n} is not filled in{q}',
  number: {
    '<': 'the number at {n} is{q} less than {v}',
    '<=': 'the number at {n} is{q} at most {v}',
    '>': 'the number at {n} is{q} greater than {v}',
    '>=': 'the number at {n} is{q} at least {v}',
    '=': 'the number at {n} is{q} exactly {v}',
    '!=': 'the number at {n} is not{q} {v}',
  },
  date: {
    '<': 'the date at {n} is{q} before {v}',
    '<=': 'the date at {n} is not{q} after {v}',
    '>': 'the date at {n} is{q} after {v}',
    '>=': 'the date at {n} is not{q} before {v}',
    '=': 'the date at {n} is{q} {v}',
    '!=': 'the date at {n} is not{q} {v}',
  },
  time: {
    '<': 'the time at {n} is{q} before {v}',
    '<=': 'the time at {n} is not{q} after {v}',
    '>': 'the time at {n} is{q} after {v}',
    '>=': 'the time at {n} is not{q} before {v}',
    '=': 'the time at {n} is{q} exactly {v}',
    '!=': 'the time at {n} is not{q} {v}',
  },
  count: {
    '<': 'question {n} has fewer than {v} entries',
    '<=': 'question {n} has at most {v} entries',
    '>': 'question {n} has more than {v} entries',
    '>=': 'question {n} has at least {v} entries',
    '=': 'question {n} has exactly {v} entries',
    '!=': 'question {n} does not have {v} entries',
  },
  some: ' at least once',
  every: ' everywhere',
  pageOn: 'question {n} applies to you',
  pageOff: 'question {n} does not apply to you',
  depends: 'your answers at {list} call for it',
  unclear: 'your situation calls for it',
  today: 'today',
  later: 'the day {time} from today',
  earlier: 'this day {time} ago',
  onDay: '{day}',
  units: { D: ['day', 'days'], W: ['week', 'weeks'], M: ['month', 'months'], Y: ['year', 'years'] },
  onlyIf: { fill: 'Fill in only if', enclose: 'Enclose only if', confirm: 'Tick only if' },
  otherwise: 'Otherwise go on at {place}.',
  goOn: 'go on at {place}',
  question: 'question {n}',
  signature: '“Declaration and signature”',
};

export const paperWords: Readonly<Record<Language, PaperWords>> = { de, fr, it, en };

/** Puts values into a sentence: `{n}` and the like. */
export const filled = (sentence: string, values: Record<string, string>): string =>
  sentence.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
