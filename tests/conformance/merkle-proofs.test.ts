// Proofs are judged as by other implementations of RFC 6962: the vectors of transparency-dev/merkle, where they are at hand.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectFolder } from '../../src/kernel/project-folder.ts';
import { extendsTree, includes } from '../../src/tlog/verify-proof.ts';

/** Kept beside the repository (Apache 2.0), not in it. */
const file = join(projectFolder, '..', 'shared', 'standards', 'rfc6962', 'merkle-proof-vectors.json');

interface Vector {
  proof: string[] | null;
  wantErr: boolean;
}
type Inclusion = Vector & { leafIdx: number; treeSize: number; root: string; leafHash: string };
type Consistency = Vector & { size1: number; size2: number; root1: string; root2: string };

const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'base64'));
const hashes = ({ proof }: Vector) => (proof ?? []).map(bytes);

describe.skipIf(!existsSync(file))('the proof vectors', () => {
  const vectors = existsSync(file)
    ? Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, Inclusion | Consistency>)
    : [];

  it('of inclusion and of consistency', async () => {
    expect(vectors.length).toBeGreaterThan(150);
    for (const [name, vector] of vectors) {
      const valid =
        'leafIdx' in vector
          ? await includes(
              bytes(vector.leafHash),
              vector.leafIdx,
              vector.treeSize,
              hashes(vector),
              bytes(vector.root),
            )
          : await extendsTree(
              { size: vector.size1, head: bytes(vector.root1) },
              { size: vector.size2, head: bytes(vector.root2) },
              hashes(vector),
            );
      expect(valid, name).toBe(!vector.wantErr);
    }
  });
});
