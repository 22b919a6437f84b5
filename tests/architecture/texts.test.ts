// Every text of the interface exists in all four languages, as valid ICU with the same arguments, written as in Switzerland.
import { dirname } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { load } from 'js-yaml';
import { errorCatalogue } from '../../src/kernel/errors.ts';
import { faultText } from '../../src/kernel/http/fault-text.ts';
import { languages, locales, type Language } from '../../src/kernel/i18n/texts.ts';
import { filesBelow, readProjectFile } from './source-files.ts';

type Ast = ReturnType<IntlMessageFormat['getAst']>;

/** Names of a message's arguments. @throws when the message is not valid ICU */
function argumentsOf(message: string, language: Language): string[] {
  const found = new Set<string>();
  const walk = (nodes: Ast): void => {
    for (const node of nodes) {
      // 0 is literal text, 7 the # of a plural.
      if (node.type !== 0 && node.type !== 7) found.add(node.value);
      if ('options' in node) for (const option of Object.values(node.options)) walk(option.value);
    }
  };
  walk(new IntlMessageFormat(message, locales[language], undefined, { ignoreTag: true }).getAst());
  return [...found].sort();
}

/** Nested texts flat: `frame.skip` -> message. */
function flatten(texts: Record<string, unknown>, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === 'string') flat.set(prefix + key, value);
    else for (const each of flatten(value as Record<string, unknown>, `${prefix}${key}.`)) flat.set(...each);
  }
  return flat;
}

/**
 * One way to write each language: French as in Switzerland without a space before : ; ! ?, Italian with «voi», English
 * with «program» where the program is meant.
 */
const styles: Partial<Record<Language, { wrong: RegExp; says: string }[]>> = {
  fr: [{ wrong: /[\s\u00a0\u202f][:;!?](?!\S)/u, says: 'has a space before : ; ! or ?' }],
  it: [
    {
      wrong:
        /\b(Lei|Suo|Sua|Suoi|Sue|[Ss]celga|[Ii]nserisca|[Vv]erifichi|[Aa]cceda|[Rr]iprovi|[Tt]orni|[Ss]criva|[Ll]egga|[Ff]irmi|[Pp]rema|[Aa]pra|[Cc]onfermi|[Aa]ttenda|[Pp]renoti|[Cc]hieda|[Aa]lleghi|[Cc]onsegni|La preghiamo)\b/,
      says: 'says «Lei» where all else says «voi»',
    },
  ],
  en: [{ wrong: /\bthe programme\b/i, says: 'says «programme»' }],
};

const apostrophe = { wrong: /\p{L}'\p{L}/u, says: 'has a straight apostrophe instead of ’' };

/** What is wrong with one message beside its German source. */
function faultsOf(message: string, source: string, language: Language): string[] {
  const faults = [];
  if (message.trim() === '') faults.push('is empty');
  if (message !== message.trim()) faults.push('begins or ends with a space');
  if (message.includes('ß')) faults.push('has an ß');
  if (/ {2}/.test(message)) faults.push('has two spaces');
  for (const { wrong, says } of [apostrophe, ...(styles[language] ?? [])])
    if (wrong.test(message)) faults.push(says);
  try {
    const [own, wanted] = [argumentsOf(message, language), argumentsOf(source, 'de')];
    if (own.join() !== wanted.join())
      faults.push(`has the arguments ${own.join()} instead of ${wanted.join()}`);
  } catch (error) {
    faults.push(`is no valid ICU (${String(error)})`);
  }
  return faults;
}

/** Every text with its language: all of a file of one language, elsewhere what stands under `de`, `fr`, `it` and `en`. */
function stringsOf(node: unknown, language: Language | undefined): [Language, string][] {
  if (typeof node === 'string') return language ? [[language, node]] : [];
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    stringsOf(value, language ?? languages.find((each) => each === key)),
  );
}

/** Texts whose ends carry a space on purpose, because a value follows in the mark-up. */
const spaced = new Set(['src/kernel/texts myAccount', 'src/kernel/texts accountOf']);
const folders = filesBelow('src', /\/de\.json$/).map((file) => dirname(file));

describe('texts', () => {
  it('are found', () => {
    expect(folders.length).toBeGreaterThanOrEqual(8);
  });

  it.each(folders)('of %s are complete and sound in four languages', (folder) => {
    const read = (language: Language) =>
      flatten(JSON.parse(readProjectFile(`${folder}/${language}.json`)) as Record<string, unknown>);
    const german = read('de');
    const faults: string[] = [];
    for (const language of languages) {
      const texts = read(language);
      expect([...texts.keys()].sort(), language).toEqual([...german.keys()].sort());
      for (const [key, message] of texts) {
        const found = faultsOf(message, german.get(key) ?? '', language).filter(
          (fault) => !(fault.includes('ends with a space') && spaced.has(`${folder} ${key}`)),
        );
        faults.push(...found.map((fault) => `${language} ${key} ${fault}`));
      }
    }
    expect(faults).toEqual([]);
  });

  it('with a fault would be caught', () => {
    expect(faultsOf('Strasse {name}', 'Strasse {name}', 'de')).toEqual([]);
    expect(faultsOf('Straße', 'Strasse', 'de')).toEqual(['has an ß']);
    expect(faultsOf('rue  {nom}', 'Strasse {name}', 'fr')).toEqual([
      'has two spaces',
      'has the arguments nom instead of name',
    ]);
    expect(faultsOf('Qui ? 14:30', 'Wer?', 'fr')).toEqual(['has a space before : ; ! or ?']);
    expect(faultsOf('Scelga un file', 'Datei wählen', 'it')).toEqual([
      'says «Lei» where all else says «voi»',
    ]);
    expect(faultsOf("l'ufficio", 'das Amt', 'it')).toEqual(['has a straight apostrophe instead of ’']);
    expect(faultsOf('Those of the programme', 'Die des Programms', 'en')).toEqual(['says «programme»']);
    expect(faultsOf('{count, plural, one {#}}', '{count, plural, one {#} other {#}}', 'fr')[0]).toContain(
      'is no valid ICU',
    );
    expect(faultsOf('{n, plural, one {{a}} other {}}', '{n, plural, one {} other {}}', 'fr')).toEqual([
      'has the arguments a,n instead of n',
    ]);
  });

  it('of the canton are written the same way', () => {
    const faults = filesBelow('canton', /\.yaml$/).flatMap((file) => {
      const [, language] = /\/texts\/(\w\w)\.yaml$/.exec(file) ?? [];
      return stringsOf(load(readProjectFile(file)), language as Language | undefined).flatMap(
        ([language, text]) =>
          // An event in English may well have a programme.
          [apostrophe, ...(language === 'en' ? [] : (styles[language] ?? []))]
            .filter(({ wrong }) => wrong.test(text))
            .map(({ says }) => `${file}: «${text.slice(0, 60)}» ${says}`),
      );
    });
    expect(faults).toEqual([]);
    expect(stringsOf({ name: { de: 'Ist er?', fr: 'Est-il ?' } }, undefined)).toEqual([
      ['de', 'Ist er?'],
      ['fr', 'Est-il ?'],
    ]);
  });

  it('exist for every error code', async () => {
    const { modules } = await import('../../src/modules.ts');
    const codes = errorCatalogue();
    expect(codes.length).toBeGreaterThan(25);
    const missing = codes.flatMap(({ code }) =>
      languages
        .filter((language) => {
          try {
            return faultText({ modules }, language, code).trim() === '';
          } catch {
            return true;
          }
        })
        .map((language) => `${language} ${code}`),
    );
    expect(missing).toEqual([]);
    expect(() => faultText({ modules }, 'de', 'NO_SUCH_CODE')).toThrow('missing');
  }, 240_000);
});
