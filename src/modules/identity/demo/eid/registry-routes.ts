// The simulated federal registries: logs of DIDs and the status list, at the addresses that the demonstration's world knows.
import { deflateSync } from 'node:zlib';
import { importJWK, SignJWT } from 'jose';
import type { App } from '../../../../kernel/app.ts';
import { Fault } from '../../../../kernel/errors.ts';
import type { Reply, Request, Route } from '../../../../kernel/http/route.ts';
import { everyone } from '../../../../kernel/permission.ts';
import { statusListAddress } from './issue-credential.ts';
import { registryPath, worldOf } from './simulated-eid.ts';
import { simulatedActors } from './simulated-world.ts';

function didLog({ app, params }: Request): Reply {
  const actor = simulatedActors.find((each) => each === params['actor']);
  const log = actor && worldOf(app)?.[actor].log;
  if (!log) throw new Fault('NOT_FOUND');
  const lines = log.map((entry) => JSON.stringify(entry)).join('\n');
  return { status: 200, type: 'application/jsonl', body: `${lines}\n` };
}

async function statusList({ app }: Request): Promise<Reply> {
  const world = worldOf(app);
  if (!world) throw new Fault('NOT_FOUND');
  const now = app.clock.now();
  const token = await new SignJWT({
    status_list: { bits: 2, lst: deflateSync(await statuses(app)).toString('base64url') },
    // How long a copy may be kept: shorter than with a real list, so that trying out shows at once.
    ttl: 5,
  })
    .setProtectedHeader({
      alg: 'ES256',
      typ: 'statuslist+jwt',
      kid: world.bund.keyId,
      profile_version: 'swiss-profile-vc:1.0.0',
    })
    .setSubject(statusListAddress)
    .setIssuedAt(now)
    .setExpirationTime(new Date(now.getTime() + 3600 * 1000))
    .sign(await importJWK(world.bund.key, 'ES256'));
  return { status: 200, type: 'application/statuslist+jwt', body: token };
}

/** Two bits for each credential, the first one in the lowest bits (Token Status List, section 4.1). */
async function statuses(app: App): Promise<Buffer> {
  const rows = await app.db
    .selectFrom('identity.demo_wallet_credential')
    .select(['status_index', 'revoked'])
    .execute();
  const bytes = Buffer.alloc(256);
  for (const { status_index: index, revoked } of rows) {
    const at = Math.floor(index / 4);
    if (revoked) bytes.writeUInt8(bytes.readUInt8(at) | (1 << ((index % 4) * 2)), at);
  }
  return bytes;
}

export const registryRoutes: Route[] = [
  {
    method: 'GET',
    url: `${registryPath}/:actor/did.jsonl`,
    may: everyone,
    kind: 'file',
    summary: 'The log of a simulated DID (did:webvh)',
    demoOnly: true,
    handle: didLog,
  },
  {
    method: 'GET',
    url: `${registryPath}/status/1.jwt`,
    may: everyone,
    kind: 'file',
    summary: 'The simulated status list of E-IDs',
    demoOnly: true,
    handle: statusList,
  },
];
