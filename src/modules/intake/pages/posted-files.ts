// The files that a step's form brings: stored, added to its answers, removed again.
import type { PageDefinition } from '../../../engine/index.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import { Fault } from '../../../kernel/errors.ts';
import { findFiles } from '../../../kernel/files/store-file.ts';
import type { Request } from '../../../kernel/http/route.ts';
import { filesIn } from '../queries/files-in.ts';
import { storeUpload } from '../actions/store-upload.ts';
import { intakeTexts } from '../intake-texts.ts';
import { controlName } from './step-state.ts';

interface Upload {
  field: string;
  file: { id: string; name: string; type: string; size: number };
}

const messages: Record<string, 'fileTooLarge' | 'fileEmpty' | 'fileInfected' | 'imageTooLarge'> = {
  BODY_TOO_LARGE: 'fileTooLarge',
  FILE_EMPTY: 'fileEmpty',
  FILE_INFECTED: 'fileInfected',
  IMAGE_TOO_LARGE: 'imageTooLarge',
};

/**
 * Stores the posted files; one that can't be read is told apart and costs nothing else on the page. One that its field
 * has already, byte for byte, is not stored again.
 */
export async function storeFiles(
  request: Request,
  session: { actor: PersonActor; draft: { id: string; answers: Record<string, unknown> } },
  page: PageDefinition,
  item: number | undefined,
) {
  const uploads: Upload[] = [];
  const refused: { name: string; message: string }[] = [];
  for (const field of page.fields.filter((each) => each.type === 'file')) {
    const name = controlName(page, item, field.id);
    const posted = request.files.filter((each) => each.field === `_file.${name}`);
    const known =
      posted.length === 0 ? new Set<string>() : await digests(request, session.draft.answers, name);
    for (const file of posted) {
      try {
        const digest = file.content.sha256.toString('hex');
        if (known.has(digest)) continue;
        uploads.push({
          field: field.id,
          file: await storeUpload(request.app, session.actor, file, session.draft.id),
        });
        known.add(digest);
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        refused.push({
          name,
          message: intakeTexts(request.language)(messages[error.code] ?? 'fileWrongType', {
            name: Array.from(file.name).slice(0, 80).join(''),
          }),
        });
      }
    }
  }
  return { uploads, refused };
}

/** SHA-256 of the files that the answers already have at a control: `beleg`, `kinder.0.beleg`. */
async function digests(
  request: Request,
  answers: Record<string, unknown>,
  control: string,
): Promise<Set<string>> {
  const place = `/${control.replaceAll('.', '/')}`;
  const ids = filesIn(answers).flatMap(({ pointer, file }) => (pointer === place ? [file.id] : []));
  const files = await findFiles(request.app.db, ids);
  return new Set(files.map((file) => file.sha256.toString('hex')));
}

export function addFiles(target: Record<string, unknown>, uploads: Upload[]): void {
  for (const { field, file } of uploads) {
    const before = target[field];
    target[field] = [...(Array.isArray(before) ? (before as unknown[]) : []), file];
  }
}

/** `_removeFile` is `name|id`. */
export function removeFile(target: Record<string, unknown>, wanted: string | string[] | undefined): void {
  const [name = '', id = ''] = (typeof wanted === 'string' ? wanted : '').split('|');
  const field = name.split('.').at(-1) ?? '';
  const files = target[field];
  if (id !== '' && Array.isArray(files))
    target[field] = (files as { id: string }[]).filter((file) => file.id !== id);
}
