// The log for programs: checkpoint, tiles (C2SP tlog-tiles), proofs. Open to everyone; it holds hashes only.
import { Type } from 'typebox';
import { Fault } from '../../../kernel/errors.ts';
import { json } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { concat, toBase64 } from '../../../tlog/bytes.ts';
import { leafData } from '../../../tlog/commitment.ts';
import { readTilePath, tileKey, tileWidth, widthOf } from '../../../tlog/tiles.ts';
import { currentLog } from '../log/current-log.ts';
import { newestCheckpoint, withCosignature } from '../queries/checkpoints.ts';
import { leavesBetween } from '../queries/places.ts';
import { consistencyProof, headsOf, inclusionProofs, readTiles } from '../queries/tiles.ts';

const base = { method: 'GET', may: everyone, kind: 'api' } as const;

async function signedSize({ app }: Request): Promise<number> {
  return (await newestCheckpoint(app.db, currentLog.of(app).number))?.size ?? 0;
}

const checkpointRoute: Route = {
  ...base,
  url: '/log/checkpoint',
  summary:
    'Newest signed head of the transparency log, with the cosignature of the witness (C2SP tlog-checkpoint, text/plain)',
  async handle({ app }) {
    const checkpoint = await newestCheckpoint(app.db, currentLog.of(app).number);
    if (checkpoint === undefined) throw new Fault('NOT_FOUND');
    return {
      status: 200,
      type: 'text/plain; charset=utf-8',
      body: withCosignature(checkpoint),
      headers: { 'cache-control': 'no-store' },
    };
  },
};

/** What was signed once never changes. */
function immutable(body: Uint8Array): Reply {
  return {
    status: 200,
    type: 'application/octet-stream',
    body: Buffer.from(body),
    headers: { 'cache-control': 'public, max-age=31536000, immutable' },
  };
}

const tileRoute: Route = {
  ...base,
  url: '/log/tile/:level/*',
  perMinute: 3000,
  summary:
    'Hashes of the tree, level 0 to 63, or the entries (salted hashes) at level "entries" (C2SP tlog-tiles, application/octet-stream)',
  schema: {
    params: Type.Object({
      level: Type.String({ description: '0 to 63, or entries' }),
      '*': Type.String({
        description: 'Number of the tile, x001/x234/067; for a growing one with its width, 067.p/12',
      }),
    }),
  },
  async handle(request) {
    const { app, params } = request;
    const { number: log } = currentLog.of(app);
    const { level: word = '', '*': path = '' } = params;
    const place = readTilePath(path);
    const entries = word === 'entries';
    if (place === undefined || !(entries || /^([0-9]|[1-5]\d|6[0-3])$/.test(word)))
      throw new Fault('NOT_FOUND');
    const name = { level: entries ? 0 : Number(word), number: place.number };
    if (widthOf(name, await signedSize(request)) < place.width) throw new Fault('NOT_FOUND');
    if (entries) {
      const from = place.number * tileWidth;
      const leaves = await leavesBetween(app.db, log, from, from + place.width);
      return immutable(concat(...leaves.map(bundled)));
    }
    const tile = (await readTiles(app.db, log, [name])).get(tileKey(name));
    if (tile === undefined) throw new Fault('NOT_FOUND');
    return immutable(tile.subarray(0, place.width * 32));
  },
};

/** With its length in front, two bytes. */
function bundled({ at, commitment }: { at: string; commitment: Uint8Array }): Uint8Array {
  const data = leafData(at, toBase64(commitment));
  return concat(Uint8Array.of(data.length >> 8, data.length & 255), data);
}

const Size = Type.Optional(Type.String({ pattern: '^(0|[1-9][0-9]{0,14})$' }));
const Hash = Type.String({ description: 'SHA-256 in Base64' });
const Proof = Type.Object({
  log: Type.String({ description: 'Origin of the log' }),
  index: Type.Optional(Type.Integer()),
  size: Type.Optional(Type.Integer()),
  leaf: Type.Optional(Hash),
  from: Type.Optional(Type.Integer()),
  to: Type.Optional(Type.Integer()),
  proof: Type.Array(Hash),
});

const proofRoute: Route = {
  ...base,
  url: '/log/proof',
  perMinute: 3000,
  summary:
    'Proof (RFC 6962) that a leaf is in the tree: index and size; or that a tree goes on from a smaller one: from and to. Without size or to: the newest',
  schema: { query: Type.Object({ index: Size, size: Size, from: Size, to: Size }), reply: { 200: Proof } },
  async handle(request) {
    const { app, query } = request;
    const { number: log, origin } = currentLog.of(app);
    const signed = await signedSize(request);
    const given = (text: string | undefined) => (text === undefined ? undefined : Number(text));
    const [index, from] = [given(query['index']), given(query['from'])];
    const end = given(query[index === undefined ? 'to' : 'size']) ?? signed;
    if ((index === undefined) === (from === undefined)) throw new Fault('BAD_REQUEST');
    if (end > signed || (index ?? 0) >= end || (from !== undefined && (from < 1 || from > end)))
      throw new Fault('NOT_FOUND');
    if (index !== undefined) {
      const [leaf = new Uint8Array()] = await headsOf(app.db, log, [{ from: index, to: index + 1 }]);
      const [proof = []] = await inclusionProofs(app.db, log, [index], end);
      return json({ log: origin, index, size: end, leaf: toBase64(leaf), proof: proof.map(toBase64) });
    }
    const proof = await consistencyProof(app.db, log, from ?? 0, end);
    return json({ log: origin, from, to: end, proof: proof.map(toBase64) });
  },
};

export const openLogRoutes = [checkpointRoute, tileRoute, proofRoute];
