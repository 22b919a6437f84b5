// What an incoming file is and whether we take it: by its content alone, without unpacking pictures or running anything.
import { Fault } from '../errors.ts';
import type { Content } from './content.ts';
import { detectType } from './detect-type.ts';
import { imageSize, mostPixels } from './image-size.ts';
import { pdfActs } from './pdf-active.ts';

export interface Examined {
  type: string;
  /** Scripts, programs to launch, files inside, or nobody can tell. */
  activeContent: boolean;
}

/** @throws Fault FILE_TYPE_REFUSED for what is neither PDF nor a picture, IMAGE_TOO_LARGE beyond 100 megapixels */
export async function examineFile(content: Content): Promise<Examined> {
  const detected = detectType(await content.read(0, 64));
  if (!detected) throw new Fault('FILE_TYPE_REFUSED');
  if (detected.kind === 'pdf') return { type: detected.type, activeContent: await pdfActs(content) };
  const size = await imageSize(detected.type, content);
  if (!size || size.width === 0 || size.height === 0) throw new Fault('FILE_TYPE_REFUSED');
  if (size.width * size.height > mostPixels) throw new Fault('IMAGE_TOO_LARGE');
  return { type: detected.type, activeContent: false };
}
