// Starts the E-ID: with the DID and key of the configuration, or with the simulated confederation in demonstrations, or not at all.
import { importJWK, type CryptoKey } from 'jose';
import type { Config } from '../../../config.ts';
import type { App } from '../../../kernel/app.ts';
import { StartFault } from '../../../kernel/start-fault.ts';
import { simulatedEid, withoutSimulation } from '../demo/eid/simulated-eid.ts';
import { loadCantonEid, type CantonEid } from './canton-eid.ts';
import { rememberEid, type Eid } from './connection.ts';
import { clientIdPrefix, registryTimeout } from './eid-rules.ts';
import { openDocuments } from './fetch-document.ts';
import { openServiceNeeds } from './purpose.ts';
import { openResidentMatch } from './resident-match.ts';
import { allowsAhv, scopeOf, statementsFor } from './statements.ts';

/** @throws StartFault when eid.yaml is broken, or says nothing about whom to trust where the E-ID is switched on */
export async function startEid(app: App): Promise<void> {
  openDocuments(app);
  openServiceNeeds(app);
  openResidentMatch(app);
  const canton = await loadCantonEid(app.canton);
  const { eid, mode } = app.config;
  if (eid && canton.issuers.length === 0)
    throw new StartFault('EID_DID is set, but the file eid.yaml names no issuer whose E-ID counts');
  if (!eid && mode === 'demo') return rememberEid(app, await simulatedEid(app, canton));
  withoutSimulation(app);
  rememberEid(app, eid && (await realEid(app, eid, canton)));
}

async function realEid(app: App, config: NonNullable<Config['eid']>, canton: CantonEid): Promise<Eid> {
  const { did, key, statements } = config;
  return {
    did,
    clientId: clientIdPrefix + did,
    keyId: `${did}#${key.kid}`,
    signingKey: (await importJWK(key, 'ES256')) as CryptoKey,
    walletAddress: 'swiyu-verify://',
    canton,
    statements: ({ id }, query) =>
      Promise.resolve(statementsFor(statements, scopeOf(app.canton.id, id), query, app.clock.now())),
    mayAskAhv: () => statements.some((statement) => allowsAhv(statement, did, app.clock.now())),
    timeout: registryTimeout,
    locate: (address) => address.href,
  };
}
