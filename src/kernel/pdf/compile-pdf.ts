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
 * @param template Typst source of ours; `data` reaches it as JSON in `sys.inputs.letter`, never as source
 * @param created Unix seconds for the document's metadata; absent: none
 * @returns PDF 1.7 that declares PDF/UA-1 (ISO 14289-1): tagged, with title, language and embedded fonts
 * @throws Error when Typst refuses, with its first messages
 */
export function compilePdf(template: string, data: unknown, created: number | undefined): Buffer {
  const { compiler: typst, document } = setPages(template, data);
  const pdf = typst.pdf(document, {
    // The package declares the enum only in its types.
    pdfStandard: 'ua-1' as never,
    ...(created === undefined ? {} : { creationTimestamp: created }),
  });
  // Memoised layouts would grow with every letter.
  typst.evictCache(10);
  return pdf;
}
