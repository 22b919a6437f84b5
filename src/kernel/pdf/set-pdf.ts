// Typst: a template and its data in, a tagged PDF/UA-1 out. Takes the whole thread meanwhile: only for the thread of its own.
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { projectFolder } from '../project-folder.ts';

export const pdfFolder = join(projectFolder, 'src', 'kernel', 'pdf');
let compiler: NodeCompiler | undefined;

/** What the thread is asked. `data` is JSON; absent `created`: the document says no time. */
export interface PdfTask {
  what: 'pdf' | 'pages';
  template: string;
  data: string;
  created?: number | undefined;
}

export type PdfResult =
  | { pdf: Uint8Array }
  | { pages: number }
  /** Characters that no font here shows; nothing was made. */
  | { unshown: string[]; message: string };

/** @throws Error when Typst refuses, with its first messages */
export function setPdf({ what, template, data, created }: PdfTask): PdfResult {
  compiler ??= NodeCompiler.create({
    workspace: pdfFolder,
    fontArgs: [{ fontPaths: [join(pdfFolder, 'fonts')] }],
  });
  const compiled = compiler.compile({ mainFileContent: template, inputs: { letter: data } });
  const document = compiled.result;
  if (!document) {
    const messages = compiled.takeDiagnostics()?.shortDiagnostics ?? [];
    throw new Error(`The document can't be set: ${JSON.stringify(messages.slice(0, 3))}`);
  }
  if (what === 'pages') return { pages: document.numOfPages };
  try {
    return {
      pdf: compiler.pdf(document, {
        // The package declares the enum only in its types.
        pdfStandard: 'ua-1' as never,
        ...(created === undefined ? {} : { creationTimestamp: created }),
      }),
    };
  } catch (error) {
    const unshown = unshownIn(String(error));
    if (unshown.length === 0) throw error;
    return { unshown, message: String(error) };
  } finally {
    // Memoised layouts would grow with every letter.
    compiler.evictCache(10);
  }
}

/** Typst names each text that it can't show, as Rust writes strings: `\"漢\"`, `\"\\u{7}\"`. */
function unshownIn(message: string): string[] {
  const characters = new Set<string>();
  for (const [, written = ''] of message.matchAll(/the text `\\"(.*?)\\"` could not be displayed/g)) {
    const text = written.replace(/\\+u\{([0-9a-f]{1,6})\}/g, (_all, code: string) =>
      String.fromCodePoint(Number.parseInt(code, 16)),
    );
    for (const character of text) characters.add(character);
  }
  return [...characters];
}
