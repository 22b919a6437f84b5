// Typst in this process: a template and its data in, a tagged PDF/UA-1 out.
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { projectFolder } from '../project-folder.ts';

export const pdfFolder = join(projectFolder, 'src', 'kernel', 'pdf');
let compiler: NodeCompiler | undefined;

/** The pages as Typst sets them. @throws Error when it refuses, with its first messages */
function setPages(template: string, data: unknown) {
  compiler ??= NodeCompiler.create({
    workspace: pdfFolder,
    fontArgs: [{ fontPaths: [join(pdfFolder, 'fonts')] }],
  });
  const compiled = compiler.compile({ mainFileContent: template, inputs: { letter: JSON.stringify(data) } });
  const document = compiled.result;
  if (!document) {
    const messages = compiled.takeDiagnostics()?.shortDiagnostics ?? [];
    throw new Error(`The document can't be set: ${JSON.stringify(messages.slice(0, 3))}`);
  }
  return { compiler, document };
}

/** How many pages it would have; shape and errors as `compilePdf`. */
export function countPages(template: string, data: unknown): number {
  return setPages(template, data).document.numOfPages;
}

/**
 * A character that no font here shows (a rare script, an emoji) must not keep a letter from its person, and PDF/UA forbids
 * empty boxes: it is set as U+FFFD; those that are never seen (controls, joiners) go without a trace.
 * @param template Typst source of ours; `data` reaches it as JSON in `sys.inputs.letter`, never as source
 * @param created Unix seconds for the document's metadata; absent: none
 * @param whenUnshown changes the data that have lost characters, to say so on the paper
 * @returns PDF 1.7 that declares PDF/UA-1 (ISO 14289-1): tagged, with title, language and embedded fonts
 * @throws Error when Typst refuses, with its first messages
 */
export function compilePdf<Data>(
  template: string,
  data: Data,
  created: number | undefined,
  whenUnshown: (shown: Data) => Data = (shown) => shown,
): Buffer {
  const { compiler: typst, document } = setPages(template, data);
  try {
    return typst.pdf(document, {
      // The package declares the enum only in its types.
      pdfStandard: 'ua-1' as never,
      ...(created === undefined ? {} : { creationTimestamp: created }),
    });
  } catch (error) {
    const unshown = unshownIn(String(error));
    const shown = withoutCharacters(data, unshown);
    // Characters of the template itself would stay for ever.
    if (unshown.size === 0 || JSON.stringify(shown) === JSON.stringify(data)) throw error;
    return compilePdf(template, whenUnshown(shown), created, whenUnshown);
  } finally {
    // Memoised layouts would grow with every letter.
    typst.evictCache(10);
  }
}

/** Typst names each text that it can't show, as Rust writes strings: `\"漢\"`, `\"\\u{7}\"`. */
function unshownIn(message: string): Set<string> {
  const characters = new Set<string>();
  for (const [, written = ''] of message.matchAll(/the text `\\"(.*?)\\"` could not be displayed/g)) {
    const text = written.replace(/\\+u\{([0-9a-f]{1,6})\}/g, (_all, code: string) =>
      String.fromCodePoint(Number.parseInt(code, 16)),
    );
    for (const character of text) characters.add(character);
  }
  return characters;
}

function withoutCharacters<Data>(data: Data, characters: ReadonlySet<string>): Data {
  const shown = (each: string) =>
    !characters.has(each) ? each : /[\p{C}\p{Default_Ignorable_Code_Point}]/u.test(each) ? '' : '\ufffd';
  const replace = (value: unknown): unknown => {
    if (typeof value === 'string') return Array.from(value, shown).join('');
    if (Array.isArray(value)) return value.map(replace);
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, replace(each)]));
    return value;
  };
  return replace(data) as Data;
}
