// File references in answers, with the places they stand at.
import type { UploadedFile } from '../../../engine/index.ts';

export interface PlacedFile {
  pointer: string;
  file: UploadedFile;
}

/** File references in answers, with their pointers; files stand in arrays at the first level or inside repeated entries. */
export function filesIn(answers: Record<string, unknown>): PlacedFile[] {
  const found: PlacedFile[] = [];
  const visit = (value: unknown, pointer: string) => {
    if (!Array.isArray(value)) return;
    value.forEach((each: unknown, index) => {
      if (typeof each !== 'object' || each === null) return;
      if ('id' in each && 'name' in each && 'type' in each && 'size' in each)
        found.push({ pointer, file: each as UploadedFile });
      else for (const [id, inner] of Object.entries(each)) visit(inner, `${pointer}/${index}/${id}`);
    });
  };
  for (const [id, value] of Object.entries(answers)) visit(value, `/${id}`);
  return found;
}
