// Keys behind DIDs: only absolute names, addresses that follow the method did:webvh, and logs whose whole history holds.
import { exportJWK } from 'jose';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import type { App } from '../../../kernel/app.ts';
import { makeActor, simulatedHost } from '../demo/eid/simulated-world.ts';
import type { Eid } from './connection.ts';
import { didOf, logAddress, publicKey } from './did.ts';
import { openDocuments } from './fetch-document.ts';

describe('the log of a DID', () => {
  it.each([
    ['did:webvh:QmScid:registry.example', 'https://registry.example/.well-known/did.jsonl'],
    ['did:webvh:QmScid:registry.example:api:v1:did:abc', 'https://registry.example/api/v1/did/abc/did.jsonl'],
    ['did:webvh:QmScid:registry.example%3A8443:a', 'https://registry.example:8443/a/did.jsonl'],
    ['did:webvh:QmScid:registry.example:..%2F..', 'https://registry.example/..%2F../did.jsonl'],
  ])('%s lies at %s', (did, address) => {
    expect(logAddress(did)).toBe(address);
  });

  it.each(['did:web:registry.example', 'did:tdw:QmScid:registry.example', 'did:webvh:QmScid', 'nonsense'])(
    '%s has none',
    (did) => {
      expect(() => logAddress(did)).toThrow('no did:webvh');
    },
  );
});

describe('the name of a key', () => {
  it('says whose it is', () => {
    expect(didOf('did:webvh:QmScid:registry.example#key')).toBe('did:webvh:QmScid:registry.example');
  });

  it.each([undefined, '', '#key', 'key', 'did:webvh:a', 'did:webvh:a#', 'did:webvh:a#b#c', 'https://a#b', 7])(
    '%s says nothing',
    (name) => {
      expect(() => didOf(name)).toThrow('no absolute name');
    },
  );
});

const actor = await makeActor('bund');

describe('a key', () => {
  const app = { clock: { now: () => new Date() }, log: pino({ level: 'silent' }) } as unknown as App;
  const eid = {
    canton: { registries: [simulatedHost] },
    timeout: 5000,
    locate: ({ href }: URL) => href,
  } as unknown as Eid;
  const real = globalThis.fetch;
  afterEach(() => {
    globalThis.fetch = real;
  });
  const keyFrom = (log: unknown[], keyId = actor.keyId) => {
    openDocuments(app);
    globalThis.fetch = () =>
      Promise.resolve(new Response(log.map((entry) => JSON.stringify(entry)).join('\n')));
    return publicKey(app, eid, keyId);
  };
  type Entry = { state: { assertionMethod: string[]; verificationMethod: { publicKeyJwk: object }[] } };
  const changed = (change: (entry: Entry) => void) => {
    const log = structuredClone(actor.log) as unknown as Entry[];
    log.forEach(change);
    return log;
  };

  it('comes from a log that holds', async () => {
    const key = await exportJWK(await keyFrom(actor.log));
    expect(key).toMatchObject({ kty: 'EC', crv: 'P-256', x: actor.key.x, y: actor.key.y });
  });

  it.each<[string, () => Promise<unknown>]>([
    [
      'a log with another key in it',
      async () => {
        const { key } = await makeActor('bund');
        const { kty, crv, x, y } = key;
        return keyFrom(
          changed(({ state }) => {
            state.verificationMethod = [{ ...state.verificationMethod[0], publicKeyJwk: { kty, crv, x, y } }];
          }),
        );
      },
    ],
    [
      'a log that lists it for nothing',
      () =>
        keyFrom(
          changed(({ state }) => {
            state.assertionMethod = [];
          }),
        ),
    ],
    ['a log of another DID', async () => keyFrom((await makeActor('bund')).log)],
    ['a log without entries', () => keyFrom([])],
    ['a log that does not name it', () => keyFrom(actor.log, `${actor.did}#other`)],
  ])('does not come from %s', async (_what, ask) => {
    await expect(ask()).rejects.toThrow(/./);
  });
});
