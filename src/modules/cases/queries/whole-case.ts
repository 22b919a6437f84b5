// A closed case with all its rows and files, for the archive: what is left out is named. The caller logs the use.
import type { Database } from '../../../kernel/db/connect.ts';
import { findFiles, partsOf } from '../../../kernel/files/store-file.ts';
import { renderLetter, type LetterModel } from '../../../kernel/pdf/render-letter.ts';

export interface WholeCase {
  serviceId: string;
  unit: string;
  openedOn: Date;
  closedOn: Date;
  /** Matter, history, clocks, letters, signatures and what registers corrected since, as they are kept. */
  record: Record<string, unknown>;
  files: { name: string; type: string; bytes: AsyncIterable<Uint8Array> }[];
  /** Files that the virus scanner found something in: they are not handed on. */
  infected: { name: string; sha256: string }[];
}

/** Undefined where there is none or it is open. */
export async function wholeCase(db: Database, ref: string): Promise<WholeCase | undefined> {
  const matter = await db
    .selectFrom('cases.matter')
    .selectAll()
    .where('ref', '=', ref)
    .where('closed_at', 'is not', null)
    .executeTakeFirst();
  if (!matter) return undefined;
  const of = <
    Table extends
      | 'cases.history_entry'
      | 'cases.clock'
      | 'cases.document'
      | 'cases.evidence'
      | 'cases.signature'
      | 'cases.corrected_value',
  >(
    table: Table,
  ) =>
    db
      .selectFrom(table as 'cases.clock')
      .selectAll()
      .where('case_ref', '=', ref)
      .execute();
  const [history, clocks, signatures, correctedValues] = [
    await of('cases.history_entry'),
    await of('cases.clock'),
    await of('cases.signature'),
    await of('cases.corrected_value'),
  ];
  const appeals = await db
    .selectFrom('cases.appeal')
    .selectAll()
    .where((eb) => eb.or([eb('appeal_ref', '=', ref), eb('decision_ref', '=', ref)]))
    .execute();
  const letters = await db.selectFrom('cases.document').selectAll().where('case_ref', '=', ref).execute();
  const evidence = await db.selectFrom('cases.evidence').selectAll().where('case_ref', '=', ref).execute();
  const stored = await findFiles(db, [
    ...evidence.map((each) => each.file_id),
    ...letters.flatMap((each) => (each.file_id === null ? [] : [each.file_id])),
  ]);
  const bytesOf = (id: string | null) => {
    const file = stored.find((each) => each.id === id);
    return file && file.scan !== 'infected' ? partsOf(db, file.id, file.size) : undefined;
  };
  return {
    serviceId: matter.service_id,
    unit: matter.unit,
    openedOn: matter.submitted_at,
    closedOn: matter.closed_at ?? matter.submitted_at,
    record: {
      matter,
      history,
      clocks,
      signatures: signatures.map((each) => ({ ...each })),
      correctedValues,
      appeals,
      letters: letters.map(({ model, ...letter }) => ({ ...letter, model })),
      evidence,
    },
    files: [
      ...letters.map((letter) => ({
        name: `${letter.title}.pdf`,
        type: 'application/pdf',
        bytes: bytesOf(letter.file_id) ?? set(letter.model as unknown as LetterModel),
      })),
      ...evidence.flatMap((file) => {
        const bytes = bytesOf(file.file_id);
        return bytes ? [{ name: file.name, type: file.type, bytes }] : [];
      }),
    ],
    infected: evidence.flatMap(({ file_id: id, name }) => {
      const file = stored.find((each) => each.id === id);
      return file?.scan === 'infected' ? [{ name, sha256: file.sha256.toString('hex') }] : [];
    }),
  };
}

async function* set(model: LetterModel): AsyncGenerator<Uint8Array> {
  yield await renderLetter(model);
}
