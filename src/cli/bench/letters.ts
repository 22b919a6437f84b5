// Letters: a decision as PDF/UA, against an empty page by the same compiler.
import { Client } from 'pg';
import { runningEmbeddedPostgres } from '../../kernel/db/embedded-postgres.ts';
import { compilePdf } from '../../kernel/pdf/compile-pdf.ts';
import { renderLetter, type LetterModel } from '../../kernel/pdf/render-letter.ts';
import { byTurns, type Figure } from './figures.ts';
import { operationsPerSecond } from './load.ts';

const emptyPage = `#let letter = json(bytes(sys.inputs.letter))
#set document(title: letter.title)
#set text(lang: "de", region: "CH")
#set page(paper: "a4")
`;

/** The model of the letter that a case was decided with. */
export async function letterOf(dataDir: string, ref: string): Promise<LetterModel> {
  const server = await runningEmbeddedPostgres(dataDir);
  const client = new Client({ connectionString: server?.url });
  await client.connect();
  const { rows } = await client.query<{ model: LetterModel }>(
    'select model from cases.document where case_ref = $1 order by issued_at limit 1',
    [ref],
  );
  await client.end();
  if (!rows[0]) throw new Error(`The case ${ref} has no letter`);
  return rows[0].model;
}

/** Each letter has a reference and a code of its own: Typst would else answer from its memory. */
export async function letters(model: LetterModel): Promise<Figure> {
  let number = 0;
  const next = () => String((number += 1)).padStart(8, '0');
  const result = await byTurns(
    3,
    async () =>
      operationsPerSecond(1, 2, async () => {
        const code = next();
        await renderLetter({ ...model, ref: code, verify: { ...model.verify, code } });
      }),
    async () =>
      operationsPerSecond(1, 1, async () => void (await compilePdf(emptyPage, { title: next() }, undefined))),
  );
  return {
    task: 'letter-pdf',
    ...result,
    unit: 'letters/s',
    against: 'Typst compiling an empty page, PDF/UA-1 too',
    better: 'higher',
    subject: model.title,
  };
}
