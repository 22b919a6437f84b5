// Photos from outside are decoded and written anew: what a camera adds (where it was, whose it is) goes, and nothing hides in them.
import sharp from 'sharp';
import { Fault } from '../errors.ts';
import type { Content } from './content.ts';
import { detectType } from './detect-type.ts';
import { imageSize } from './image-size.ts';

export interface RewrittenPhoto {
  bytes: Buffer;
  width: number;
  height: number;
}

/** More than any phone takes; decoded it is some hundred megabytes at worst, one at a time. */
const mostPhotoPixels = 50_000_000;
const longestEdge = 1600;

// One thread and no memory of earlier pictures: the program serves people meanwhile.
sharp.concurrency(1);
sharp.cache(false);

let before: Promise<unknown> = Promise.resolve();

/**
 * A JPEG of at most 1600 px, upright, without any metadata. One after the other, however many come at once.
 * @throws Fault FILE_TYPE_REFUSED for what is no JPEG, PNG or WebP, IMAGE_TOO_LARGE, PHOTO_UNREADABLE where it can't be decoded
 */
export async function rewritePhoto(content: Content): Promise<RewrittenPhoto> {
  const detected = detectType(await content.read(0, 64));
  if (detected?.kind !== 'image') throw new Fault('FILE_TYPE_REFUSED');
  const size = await imageSize(detected.type, content);
  if (!size || size.width === 0 || size.height === 0) throw new Fault('FILE_TYPE_REFUSED');
  // Before anything is decoded: a small file may hold a vast picture.
  if (size.width * size.height > mostPhotoPixels) throw new Fault('IMAGE_TOO_LARGE');
  const own = before.then(async () => decode(await content.read(0, content.size)));
  before = own.catch(() => undefined);
  return own;
}

async function decode(bytes: Buffer): Promise<RewrittenPhoto> {
  try {
    const { data, info } = await sharp(bytes, {
      limitInputPixels: mostPhotoPixels,
      failOn: 'error',
      pages: 1,
    })
      .rotate()
      .resize({ width: longestEdge, height: longestEdge, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 80 })
      .toBuffer({ resolveWithObject: true });
    return { bytes: data, width: info.width, height: info.height };
  } catch {
    throw new Fault('PHOTO_UNREADABLE');
  }
}
