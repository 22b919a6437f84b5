// The files that a step's form brings: stored, added to its answers, removed again.
import type { FieldDefinition, PageDefinition, ServiceDefinition } from '../../../engine/index.ts';
import type { StaffActor } from '../../../kernel/actor.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { Fault } from '../../../kernel/errors.ts';
import { findFiles } from '../../../kernel/files/store-file.ts';
import type { Request, UploadedFile as PostedFile } from '../../../kernel/http/route.ts';
import { faultText } from '../../catalogue/index.ts';
import { filesIn } from '../queries/files-in.ts';
import { storeUpload } from '../actions/store-upload.ts';
import type { Holder } from '../visitor.ts';
import { intakeTexts } from '../intake-texts.ts';
import { filesTaken } from './file-words.ts';
import { controlName } from './step-state.ts';

interface Upload {
  field: string;
  file: { id: string; name: string; type: string; size: number };
}

/** A file that was not stored, told at its control. */
export interface RefusedFile {
  name: string;
  message: string;
}

/** Who fills in which draft. */
export interface FilesOf {
  holder: Holder | StaffActor;
  draft: { id: string; answers: Record<string, unknown> };
  definition: ServiceDefinition;
}

const messages: Record<
  string,
  'fileTooLarge' | 'fileEmpty' | 'fileInfected' | 'imageTooLarge' | 'filesExceeded'
> = {
  BODY_TOO_LARGE: 'fileTooLarge',
  FILE_EMPTY: 'fileEmpty',
  FILE_INFECTED: 'fileInfected',
  IMAGE_TOO_LARGE: 'imageTooLarge',
  DRAFT_FILES_EXCEEDED: 'filesExceeded',
};

/**
 * Stores the posted files; one that can't be read is told apart and costs nothing else on the page. One that its field
 * has already, byte for byte, is not stored again, and none beyond what the field takes.
 */
export async function storeFiles(
  request: Request,
  session: FilesOf,
  page: PageDefinition,
  item: number | undefined,
) {
  const uploads: Upload[] = [];
  const refused: RefusedFile[] = [];
  for (const field of page.fields.filter((each) => each.type === 'file')) {
    const name = controlName(page, item, field.id);
    const posted = request.files.filter((each) => each.field === `_file.${name}`);
    if (posted.length === 0) continue;
    const known = await digests(request, session.draft.answers, name);
    const most = field.maxFiles ?? 1;
    for (const file of posted) {
      const digest = file.content.sha256.toString('hex');
      if (file.fault === undefined && known.has(digest)) continue;
      if (known.size >= most) {
        const fault = {
          pointer: `/${name.replaceAll('.', '/')}`,
          code: 'TOO_MANY_FILES',
          params: { max: most },
        } as const;
        refused.push({ name, message: faultText(session.definition, fault, request.language) });
        break;
      }
      const stored = await storeOne(request, session, file, name, field);
      if ('message' in stored) refused.push(stored);
      else {
        uploads.push({ field: field.id, file: stored });
        known.add(digest);
      }
    }
  }
  return { uploads, refused };
}

/** @param name of the control at which a fault is told; DRAFT_GONE is nothing to tell there. The field says what it takes */
export async function storeOne(
  request: Request,
  session: FilesOf,
  file: PostedFile,
  name: string,
  field?: FieldDefinition,
): Promise<Upload['file'] | RefusedFile> {
  try {
    return await storeUpload(request.app, session.holder, file, session);
  } catch (error) {
    if (!(error instanceof Fault) || error.code === 'DRAFT_GONE') throw error;
    const args = {
      files: 0,
      megabytes: 0,
      ...error.params,
      name: Array.from(file.name).slice(0, 80).join(''),
    };
    const key = messages[error.code] ?? (`fileWrongType${filesTaken(field)}` as const);
    return { name, message: intakeTexts(request.language)(key, args) };
  }
}

/** SHA-256 of the files that the answers already have at a control: `beleg`, `kinder.0.beleg`. */
async function digests(
  request: Request,
  answers: Record<string, unknown>,
  control: string,
): Promise<Set<string>> {
  const place = `/${control.replaceAll('.', '/')}`;
  const ids = filesIn(answers).flatMap(({ pointer, file }) => (pointer === place ? [file.id] : []));
  const files = await impersonal(request.app, 'show-nobody', (db) => findFiles(db, ids));
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
