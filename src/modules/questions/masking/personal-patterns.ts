// How people write what says who they are, in the four languages: patterns over plain text. Each is bounded, so that no text takes long.

export const maskedKinds = ['email', 'ahv', 'iban', 'phone', 'plate', 'birth', 'address', 'name'] as const;
export type MaskedKind = (typeof maskedKinds)[number];

export interface Pattern {
  kind: MaskedKind;
  /** With flags g, u and d; what is in the group `it` is masked, without one all of it. */
  pattern: RegExp;
}

/** What stands between digits, whether it belongs there or is to hide them. */
const gap = `[\\s.,'’·_/()\\[\\]\\p{Pd}]{0,3}`;
const digits = (least: number, most = least) => `(?:${gap}\\d){${least},${most}}`;
const noDigitBefore = '(?<!\\d)';
const noDigitAfter = '(?!\\d)';

const part = '[\\p{L}\\p{N}_%+-]{1,64}';
const at =
  '(?:\\s{0,3}@\\s{0,3}|\\s{0,3}[(\\[{<]\\s{0,2}(?:at|ät|a|chez|chiocciola|arobase)\\s{0,2}[)\\]}>]\\s{0,3}|\\s{1,3}(?:at|ät|arobase|chiocciola)\\s{1,3})';
const dot =
  '(?:\\s{0,2}\\.\\s{0,2}|\\s{0,3}[(\\[{<]\\s{0,2}(?:dot|punkt|point|punto)\\s{0,2}[)\\]}>]\\s{0,3}|\\s{1,3}(?:dot|punkt|point|punto)\\s{1,3})';

const cantons = 'AG|AI|AR|BE|BL|BS|FR|GE|GL|GR|JU|LU|NE|NW|OW|SG|SH|SO|SZ|TG|TI|UR|VD|VS|ZG|ZH';

const months =
  'Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|dicembre|January|February|March|May|June|July|October|December';
const year = '(?:19|20)\\s?\\d\\s?\\d';
const fullDate = `(?:\\d{1,2}\\s{0,2}[./\\p{Pd}]\\s{0,2}\\d{1,2}\\s{0,2}[./\\p{Pd}]\\s{0,2}(?:${year}|\\d{2})|(?:19|20)\\d{2}\\s?\\p{Pd}\\s?\\d{1,2}\\s?\\p{Pd}\\s?\\d{1,2}|\\d{1,2}(?:\\.|er|º)?\\s{1,2}(?:${months})\\s{1,2}(?:${year}))`;
const born =
  '(?:geboren|geb\\.|Geburtsdatum|Jahrgang|Geburtstag|née?|naissance|nato|nata|nascita|born|birth|birthday|Jg\\.)';

const word = "\\p{Lu}[\\p{L}'’-]{1,40}";
const blank = '[ \\t\\u00A0\\u202F]{1,3}';
const small = `(?:(?:von|van|de|da|di|del|della|dos|du|la|le|zu)${blank}){0,2}`;
const names = (most: number) => `${word}(?:${blank}${small}${word}){0,${most - 1}}`;
const number = '\\d{1,4}\\s?[a-zA-Z]?(?![\\p{L}\\p{N}])';
const town = `(?:,?\\s{1,3}(?:CH\\p{Pd})?[1-9]\\d{3}${blank}${word})?`;
const german =
  '(?:strasse|straße|str\\.?|weg|gasse|gässlein|gässli|platz|allee|rain|graben|ring|halde|steig|matte|matten|quai|ufer|berg|promenade|anlage|hof|vorstadt|schanze)';
const french = '(?:rue|avenue|av\\.|chemin|ch\\.|route|rte|place|boulevard|bd|quai|impasse|ruelle|allée)';
const italian = '(?:via|viale|piazza|piazzale|vicolo|corso|strada)';
const little = "(?:(?:de la|de l['’]|de|du|des|d['’]|della|delle|dei|del|di|la|le|san|santa)\\s{0,2}){0,2}";

const patterns: [MaskedKind, string, string?][] = [
  ['email', `${part}(?:\\s?\\.\\s?${part}){0,4}${at}${part}(?:${dot}${part}){0,4}${dot}\\p{L}{2,24}`, 'i'],
  ['email', '(?:[\\p{L}\\p{N}._-]\\s){2,60}@(?:\\s[\\p{L}\\p{N}._-]){3,80}'],
  ['ahv', `${noDigitBefore}7${gap}5${gap}6${digits(10)}${noDigitAfter}`],
  ['iban', `(?<![\\p{L}\\p{N}])(?:C\\s?H|L\\s?I)${digits(17, 19)}${noDigitAfter}`, 'i'],
  ['iban', `(?<![\\p{L}\\p{N}])[A-Z]\\s?[A-Z]${digits(14, 30)}${noDigitAfter}`],
  [
    'iban',
    '(?<![\\p{L}\\p{N}])[A-Z]{2}\\d{2}(?:\\s?[A-Z0-9]{4}){3,7}(?:\\s?[A-Z0-9]{1,4})?(?![\\p{L}\\p{N}])',
  ],
  ['phone', `${noDigitBefore}(?:\\+|0${gap}0)${gap}[1-9]${digits(8, 13)}${noDigitAfter}`],
  ['phone', `${noDigitBefore}0${gap}[1-9]${digits(8)}${noDigitAfter}`],
  // Numbers of the collections of laws begin like plates: «SG 153.260».
  [
    'plate',
    `(?<![\\p{L}\\p{N}])(?:${cantons})[\\s.·\\p{Pd}]{0,3}(?!\\d{3}\\.\\d)\\d(?:[\\s'’.]?\\d){1,5}(?![\\p{L}\\d]|\\.\\d)`,
  ],
  ['birth', `${born}[^.\\n]{0,25}?(?<it>${fullDate}|${year})`, 'i'],
  ['birth', `${noDigitBefore}${fullDate}${noDigitAfter}`, 'i'],
  ['address', `(?:${word}${blank}){0,2}[\\p{L}-]{2,40}${german}\\s{1,3}${number}${town}`, 'i'],
  [
    'address',
    `${word}(?:\\p{Pd}|${blank})(?:Strasse|Weg|Gasse|Platz|Allee|Ring|Rain)\\s{1,3}${number}${town}`,
  ],
  [
    'address',
    `(?<![\\p{L}])(?:[Ii]m|[Aa]m|[Aa]n der|[Aa]uf der|[Aa]uf dem|[Zz]um|[Zz]ur|[Bb]eim|[Ii]n der|[Oo]berer|[Uu]nterer)${blank}${word}\\s{1,3}${number}${town}`,
  ],
  ['address', `(?<![\\p{L}])${french}\\s{1,3}${little}${names(3)},?\\s{1,3}${number}${town}`, 'i'],
  [
    'address',
    `${noDigitBefore}\\d{1,4}\\s?(?:bis|ter|[a-z])?,?\\s{1,3}${french}\\s{1,3}${little}${names(3)}`,
  ],
  ['address', `(?<![\\p{L}])${italian}\\s{1,3}${little}${names(3)},?\\s{1,3}${number}${town}`, 'i'],
  [
    'address',
    `${noDigitBefore}\\d{1,4}[a-z]?\\s{1,3}${names(2)}\\s(?:Street|Road|Lane|Avenue|Way|Square|Drive|Court)(?!\\p{L})`,
  ],
  // Whoever says their name may write it small.
  [
    'name',
    `(?<![\\p{L}])(?:ich heisse|ich heiße|mein Name ist|mein Name:|je m['’]appelle|mon nom est|mi chiamo|il mio nome è|my name is|name's)${blank}(?<it>[\\p{L}'’-]{2,40}(?:${blank}${small}[\\p{L}'’-]{2,40})?(?:${blank}\\p{Lu}[\\p{L}'’-]{1,40})?)`,
    'i',
  ],
  [
    'name',
    `(?<![\\p{L}])(?:[Ii]ch bin|[Jj]e suis|[Ss]ono|I am|I['’]m|[Mm]eine? (?:Frau|Mann|Mutter|Vater|Sohn|Tochter|Nachbar|Nachbarin)|[Mm]on (?:mari|fils|voisin)|[Mm]a (?:femme|fille|voisine|mère))${blank}(?<it>${word}${blank}${small}${word})`,
  ],
  [
    'name',
    `(?<![\\p{L}])(?:Herrn?|Frau|Hr\\.|Fr\\.|Dr\\.|Prof\\.|Monsieur|Madame|Mme|Mlle|M\\.|[Ss]ignora?|Sig\\.ra|Sig\\.|Mrs\\.?|Mr\\.?|Ms\\.?|Miss)${blank}(?:(?:Dr|Prof)\\.${blank})?(?<it>${names(3)})`,
  ],
  [
    'name',
    `(?:Grüsse?n?|Grüße|Gruss|Grüessli|MfG|[Ss]alutations|[Cc]ordialement|[Ss]aluti|[Rr]egards|[Ss]incerely|[Ff]aithfully|Danke|Merci|Grazie|Thanks)[^\\n]{0,20}\\n\\s{0,20}(?<it>${names(4)})\\s{0,3}(?=$|\\n)`,
  ],
];

export const personalPatterns: readonly Pattern[] = patterns.map(([kind, pattern, flags = '']) => ({
  kind,
  pattern: new RegExp(pattern, `gud${flags}`),
}));
