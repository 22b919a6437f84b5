// Incoming files: on disk without a name, so that nothing can stay behind, and read back as written.
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { piecesOf } from './content.ts';
import { IncomingFile } from './incoming-file.ts';

test('is read back in pieces, has its digest and no name', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'incoming-'));
  try {
    const file = await IncomingFile.open(join(folder, 'in'));
    const bytes = randomBytes(700_000);
    for (let at = 0; at < bytes.length; at += 65_536) await file.append(bytes.subarray(at, at + 65_536));
    expect(file.size).toBe(700_000);
    expect(file.sha256.equals(createHash('sha256').update(bytes).digest())).toBe(true);
    const pieces: Buffer[] = [];
    for await (const piece of piecesOf(file)) pieces.push(piece);
    expect(pieces.map((piece) => piece.length)).toEqual([262_144, 262_144, 175_712]);
    expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
    expect((await file.read(699_999, 50)).length).toBe(1);
    expect((await file.read(800_000, 50)).length).toBe(0);
    expect(await readdir(join(folder, 'in'))).toEqual([]);
    await file.close();
    await file.close();
  } finally {
    await rm(folder, { recursive: true });
  }
});
