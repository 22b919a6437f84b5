// Forms: fields as text (repeated ones as arrays), files as bytes. Keys that could reach a prototype are ordinary data here.
import type { FastifyRequest } from 'fastify';
import { Fault } from '../errors.ts';
import type { UploadedFile } from './route.ts';

type Fields = Record<string, unknown>;

function add(fields: Fields, name: string, value: string): void {
  const before = fields[name];
  // Browsers send CRLF in text areas (HTML standard); we keep LF.
  const text = value.replace(/\r\n?/g, '\n');
  if (before === undefined) fields[name] = text;
  else if (Array.isArray(before)) before.push(text);
  else fields[name] = [before, text];
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

/** multipart/form-data; empty file inputs are left out. Files stand under `files`. */
export async function parseMultipart(request: FastifyRequest): Promise<Fields> {
  const fields: Fields = Object.create(null) as Fields;
  const files: UploadedFile[] = [];
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') add(fields, part.fieldname, String(part.value ?? ''));
      else {
        const bytes = await part.toBuffer();
        if (bytes.length > 0) files.push({ field: part.fieldname, name: part.filename.slice(-200), bytes });
      }
    }
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    if (/LIMIT|TOO_LARGE/.test(code)) throw new Fault('BODY_TOO_LARGE');
    throw new Fault('BAD_REQUEST');
  }
  fields['files'] = files;
  return fields;
}
