// Typst in this process: a template and its data in, a tagged PDF/UA-1 out.
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { projectFolder } from '../project-folder.ts';

export const pdfFolder = join(projectFolder, 'src', 'kernel', 'pdf');
let compiler: NodeCompiler | undefined;

/** Characters of the data that no font here can show; PDF/UA forbids setting them as empty boxes. */
export class UnshownCharacters extends Error {
  readonly characters: ReadonlySet<string>;

  constructor(characters: ReadonlySet<string>) {
    super(
      `No font shows ${[...characters].map((each) => `U+${each.codePointAt(0)?.toString(16)}`).join(', ')}`,
    );
    this.characters = characters;
  }
}

/**
 * @param template Typst source of ours; `data` reaches it as JSON in `sys.inputs.letter`, never as source
 * @param created Unix seconds for the document's metadata; absent: none
 * @returns PDF 1.7 that declares PDF/UA-1 (ISO 14289-1): tagged, with title, language and embedded fonts
 * @throws UnshownCharacters, or another Error when Typst refuses, with its first messages
 */
export function compilePdf(template: string, data: unknown, created: number | undefined): Buffer {
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
  const pdf = exportPdf(compiler, document, created);
  // Memoised layouts would grow with every letter.
  compiler.evictCache(10);
  return pdf;
}

function exportPdf(
  typst: NodeCompiler,
  document: Parameters<NodeCompiler['pdf']>[0],
  created: number | undefined,
): Buffer {
  try {
    return typst.pdf(document, {
      // The package declares the enum only in its types.
      pdfStandard: 'ua-1' as never,
      ...(created === undefined ? {} : { creationTimestamp: created }),
    });
  } catch (error) {
    const characters = charactersIn(String(error));
    throw characters.size > 0 ? new UnshownCharacters(characters) : error;
  }
}

/** Typst names each text that it can't show, as Rust writes strings: `\"漢\"`, `\"\\u{7}\"`. */
function charactersIn(message: string): Set<string> {
  const characters = new Set<string>();
  for (const [, written = ''] of message.matchAll(/the text `\\"(.*?)\\"` could not be displayed/g)) {
    const text = written.replace(/\\+u\{([0-9a-f]{1,6})\}/g, (_all, code: string) =>
      String.fromCodePoint(Number.parseInt(code, 16)),
    );
    for (const character of text) characters.add(character);
  }
  return characters;
}
