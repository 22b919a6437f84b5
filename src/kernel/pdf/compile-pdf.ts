// A template and its data in, a tagged PDF/UA-1 out.
import { pdfFolder, type PdfTask } from './set-pdf.ts';
import { setInThread } from './typst.ts';

export { pdfFolder };

/** How many pages it would have; shape and errors as `compilePdf`. */
export async function countPages(template: string, data: unknown): Promise<number> {
  const result = await setInThread({ what: 'pages', template, data: JSON.stringify(data) });
  if (!('pages' in result)) throw new Error('The pages were not counted');
  return result.pages;
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
export async function compilePdf<Data>(
  template: string,
  data: Data,
  created: number | undefined,
  whenUnshown: (shown: Data) => Data = (shown) => shown,
): Promise<Buffer> {
  const task: PdfTask = { what: 'pdf', template, data: JSON.stringify(data), created };
  const result = await setInThread(task);
  if ('pdf' in result) return Buffer.from(result.pdf.buffer, result.pdf.byteOffset, result.pdf.byteLength);
  if (!('unshown' in result)) throw new Error('The document was not set');
  const shown = withoutCharacters(data, new Set(result.unshown));
  // Characters of the template itself would stay for ever.
  if (JSON.stringify(shown) === task.data) throw new Error(result.message);
  return compilePdf(template, whenUnshown(shown), created, whenUnshown);
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
