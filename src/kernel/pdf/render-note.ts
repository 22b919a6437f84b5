// A short PDF with a heading and a sentence: placeholders of evidence in demonstrations and tests.
import { compilePdf } from './compile-pdf.ts';

const template = `#let note = json(bytes(sys.inputs.letter))
#set document(title: note.title)
#set text(font: "Hanken Grotesk", size: 11pt, lang: "de", region: "CH")
#set page(paper: "a5")
= #note.title
#note.text
`;

/** Bytes of a tagged PDF of one page. */
export async function renderNote(title: string, text: string): Promise<Buffer> {
  return compilePdf(template, { title, text }, undefined);
}
