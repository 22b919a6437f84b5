// Typst in this process: a template and its data in, a tagged PDF/UA-1 out.
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { projectFolder } from '../project-folder.ts';

export const pdfFolder = join(projectFolder, 'src', 'kernel', 'pdf');
let compiler: NodeCompiler | undefined;

/**
 * @param template Typst source of ours; `data` reaches it as JSON in `sys.inputs.letter`, never as source
 * @param created Unix seconds for the document's metadata; absent: none
 * @returns PDF 1.7 that declares PDF/UA-1 (ISO 14289-1): tagged, with title, language and embedded fonts
 * @throws Error when Typst refuses, with its first messages
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
  const pdf = compiler.pdf(document, {
    // The package declares the enum only in its types.
    pdfStandard: 'ua-1' as never,
    ...(created === undefined ? {} : { creationTimestamp: created }),
  });
  // Memoised layouts would grow with every letter.
  compiler.evictCache(10);
  return pdf;
}
