// The E-ID of the demonstration: the same verifier as in production, in a world whose issuer and registries are simulated.
import { importJWK, SignJWT, type CryptoKey } from 'jose';
import { perApp, type App } from '../../../../kernel/app.ts';
import { languages, type Language } from '../../../../kernel/i18n/texts.ts';
import type { CantonEid } from '../../eid/canton-eid.ts';
import type { Eid } from '../../eid/connection.ts';
import { clientIdPrefix, protectedClaim } from '../../eid/eid-rules.ts';
import { scopeOf, statementTypes } from '../../eid/statements.ts';
import { ownAddress } from '../mount-provider.ts';
import { simulatedHost, simulatedWorld, type SimulatedWorld } from './simulated-world.ts';

export const walletPath = '/demo/wallet';
/** Where the simulated registries answer. */
export const registryPath = '/demo/eid';

const worlds = perApp<{ world: SimulatedWorld | undefined }>('The simulated confederation');

/** Undefined in production, and where a real E-ID is configured. */
export function worldOf(app: App): SimulatedWorld | undefined {
  return worlds.of(app).world;
}

/** Called when the module starts with a real E-ID, or with none. */
export function withoutSimulation(app: App): void {
  worlds.set(app, { world: undefined });
}

export async function simulatedEid(app: App, canton: CantonEid): Promise<Eid> {
  const world = await simulatedWorld(app);
  worlds.set(app, { world });
  const { did, keyId, key } = world.kanton;
  return {
    did,
    clientId: clientIdPrefix + did,
    keyId,
    signingKey: (await importJWK(key, 'ES256')) as CryptoKey,
    // A web page takes the place of the app: a telephone that reaches this address can scan the code with its camera.
    walletAddress: `${app.config.baseUrl}${walletPath}/anfrage`,
    canton: { ...canton, issuers: [world.bund.did], registries: [simulatedHost] },
    async statements(purpose, query) {
      const { claims } = query.credentials[0];
      const inAll = (claim: string, text: (language: Language) => string) =>
        Object.fromEntries(
          [['', 'de'] as const, ...languages.map((each) => [`#${each}`, each] as const)].map(
            ([suffix, language]) => [`${claim}${suffix}`, text(language)],
          ),
        );
      return Promise.all([
        statement(app, world, 'identity', {
          ...inAll('entity_name', (language) => app.canton.name[language]),
          is_state_actor: true,
        }),
        statement(app, world, 'query', {
          ...inAll('purpose_name', purpose.name),
          ...inAll('purpose_description', purpose.description),
          request: { type: 'DCQL', scope: scopeOf(app.canton.id, purpose.id), query },
        }),
        ...(claims.some(({ path }) => path[0] === protectedClaim)
          ? [statement(app, world, 'authorisation', { authorized_fields: [protectedClaim] })]
          : []),
      ]);
    },
    mayAskAhv: () => true,
    // Our own server answers, however busy the machine is.
    timeout: 60_000,
    locate: ({ pathname }) => `${ownAddress(app)}${registryPath}${pathname}`,
  };
}

/** What the simulated trust registry says about the canton: signed anew for each request, where the real one signs for half a year. */
async function statement(
  app: App,
  world: SimulatedWorld,
  type: keyof typeof statementTypes,
  claims: Record<string, unknown>,
): Promise<string> {
  const { key, keyId } = world.vertrauen;
  const now = app.clock.now();
  return new SignJWT(claims)
    .setProtectedHeader({
      alg: 'ES256',
      typ: statementTypes[type],
      kid: keyId,
      profile_version: 'swiss-profile-trust:1.0.0',
    })
    .setSubject(world.kanton.did)
    .setJti(crypto.randomUUID())
    .setIssuedAt(now)
    .setExpirationTime(new Date(now.getTime() + 24 * 3600 * 1000))
    .sign(await importJWK(key, 'ES256'));
}
