// Forms: fields as text (repeated ones as arrays), files on disk. Keys that could reach a prototype are ordinary data here.
import type { FastifyRequest } from 'fastify';
import { Fault } from '../errors.ts';
import { contentOf } from '../files/content.ts';
import { IncomingFile } from '../files/incoming-file.ts';
import type { UploadedFile } from './route.ts';

type Fields = Record<string, unknown>;

/** Bytes of a body without files, and of all fields of one with files. */
export const largestText = 1024 * 1024;

/** What PostgreSQL can't keep is shown as unreadable instead, so that nothing else of the form is lost with it. */
const withoutNul = (text: string) => text.replaceAll('\0', '\ufffd');

function add(fields: Fields, name: string, value: string): void {
  const key = withoutNul(name);
  const before = fields[key];
  // Browsers send CRLF in text areas (HTML standard); we keep LF.
  const text = withoutNul(value.replace(/\r\n?/g, '\n'));
  if (before === undefined) fields[key] = text;
  else if (Array.isArray(before)) before.push(text);
  else fields[key] = [before, text];
}

/** application/x-www-form-urlencoded. @throws Fault BODY_TOO_LARGE beyond 2,000 fields */
export function parseForm(body: string): Fields {
  const fields: Fields = Object.create(null) as Fields;
  let count = 0;
  for (const [name, value] of new URLSearchParams(body)) {
    if (++count > 2000) throw new Fault('BODY_TOO_LARGE');
    add(fields, name, value);
  }
  return fields;
}

const incoming = new WeakMap<FastifyRequest, IncomingFile[]>();

/** Gives back the space of the files that came with a request. Safe to call twice. */
export async function closeFiles(request: FastifyRequest): Promise<void> {
  const files = incoming.get(request) ?? [];
  incoming.delete(request);
  for (const file of files) await file.close();
}

/**
 * multipart/form-data. Files stand under `files`; one that is empty or too large is there without its content, so that it
 * can be told at its field. Inputs without a file are left out.
 * @param limit bytes of the whole body at most
 * @param folder where files are until `closeFiles`; absent: of whoever may not send files only the names are kept
 * @throws Fault BODY_TOO_LARGE, BAD_REQUEST
 */
export async function parseMultipart(
  request: FastifyRequest,
  limit: number,
  folder: string | undefined,
): Promise<Fields> {
  if (Number(request.headers['content-length'] ?? 0) > limit) throw new Fault('BODY_TOO_LARGE');
  const fields: Fields = Object.create(null) as Fields;
  const files: UploadedFile[] = [];
  let text = 0;
  let total = 0;
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') {
        const value = String(part.value ?? '');
        text += part.fieldname.length + Buffer.byteLength(value);
        if (text > largestText) throw new Fault('BODY_TOO_LARGE');
        add(fields, part.fieldname, value);
        continue;
      }
      const kept = folder === undefined ? undefined : await IncomingFile.open(folder);
      if (kept) incoming.set(request, [...(incoming.get(request) ?? []), kept]);
      let size = 0;
      for await (const chunk of part.file as AsyncIterable<Buffer>) {
        size += chunk.length;
        if (total + size > limit) throw new Fault('BODY_TOO_LARGE');
        if (!part.file.truncated) await kept?.append(chunk);
      }
      total += size;
      const name = Array.from(part.filename ?? '')
        .slice(-200)
        .join('');
      if (name === '' && size === 0) continue;
      const fault = part.file.truncated ? 'too-large' : size === 0 ? 'empty' : kept ? undefined : 'not-kept';
      const content = fault === undefined && kept ? kept : contentOf(Buffer.alloc(0));
      files.push({ field: part.fieldname, name, content, ...(fault === undefined ? {} : { fault }) });
    }
  } catch (error) {
    if (error instanceof Fault) throw error;
    const code = (error as { code?: string }).code ?? '';
    if (/LIMIT|TOO_LARGE/.test(code)) throw new Fault('BODY_TOO_LARGE');
    throw new Fault('BAD_REQUEST');
  }
  fields['files'] = files;
  return fields;
}
