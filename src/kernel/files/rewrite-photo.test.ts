// Photos lose what the camera added, keep their picture, and are refused where they are bombs, broken or no pictures at all.
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { contentOf } from './content.ts';
import { rewritePhoto } from './rewrite-photo.ts';

/** A picture with a place, a camera, and lying on its side. */
const withPlace = (width = 40, height = 20) =>
  sharp({ create: { width, height, channels: 3, background: '#336699' } })
    .withExif({
      IFD0: { Make: 'Beispielkamera', Artist: 'Anna Beispiel' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '47/1 33/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '7/1 35/1 0/1',
      },
    })
    .withMetadata({ orientation: 6 });

describe('a photo', () => {
  it.each(['jpeg', 'png', 'webp'] as const)(
    'as %s is written anew, upright, without place or camera',
    async (format) => {
      const bytes = await withPlace().toFormat(format).toBuffer();
      expect((await sharp(bytes).metadata()).exif?.toString('latin1')).toContain('Beispielkamera');
      const { bytes: own, width, height } = await rewritePhoto(contentOf(bytes));
      expect([width, height]).toEqual([20, 40]);
      const told = await sharp(own).metadata();
      expect(told).toMatchObject({ format: 'jpeg', width: 20, height: 40 });
      expect([told.exif, told.xmp, told.iptc, told.orientation]).toEqual([
        undefined,
        undefined,
        undefined,
        undefined,
      ]);
      expect(own.toString('latin1')).not.toMatch(/Beispielkamera|Anna|GPS/);
    },
  );

  it('is made smaller, never larger', async () => {
    const bytes = await withPlace(3200, 100).jpeg().toBuffer();
    expect(await rewritePhoto(contentOf(bytes))).toMatchObject({ height: 1600 });
  });

  it('that hides something behind its end loses it', async () => {
    const bytes = Buffer.concat([
      await withPlace().jpeg().toBuffer(),
      Buffer.from('<script>alert(1)</script>'),
    ]);
    expect((await rewritePhoto(contentOf(bytes))).bytes.toString('latin1')).not.toContain('<script>');
  });

  it('that is a bomb is refused before it is decoded', async () => {
    const bomb = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: '#000' } })
      .png({ compressionLevel: 9 })
      .toBuffer();
    expect(bomb.length).toBeLessThan(1_000_000);
    const whole = contentOf(bomb);
    let bytesRead = 0;
    const read = (from: number, length: number) => {
      bytesRead += length;
      return whole.read(from, length);
    };
    await expect(rewritePhoto({ ...whole, read })).rejects.toMatchObject({ code: 'IMAGE_TOO_LARGE' });
    expect(bytesRead).toBeLessThan(bomb.length / 10);
  });

  it('that is none, or broken, is refused with a code', async () => {
    const refused = (bytes: Buffer) =>
      rewritePhoto(contentOf(bytes)).catch((error: { code: string }) => error.code);
    const whole = await withPlace(400, 400).jpeg().toBuffer();
    expect(await refused(Buffer.from('%PDF-1.7 foto.jpg'))).toBe('FILE_TYPE_REFUSED');
    expect(await refused(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBe('FILE_TYPE_REFUSED');
    expect(await refused(Buffer.from('GIF89a'))).toBe('FILE_TYPE_REFUSED');
    expect(await refused(whole.subarray(0, whole.length / 2))).toBe('PHOTO_UNREADABLE');
  });
});
