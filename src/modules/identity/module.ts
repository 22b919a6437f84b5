// The identity module: sign-in, sessions, tokens, and the demonstration's identity provider.
import type { Module } from '../../kernel/module.ts';
import { everyone } from '../../kernel/permission.ts';
import { cleanExpired } from './actions/clean-expired.ts';
import { chooseIdentityRoutes } from './demo/choose-identity.tsx';
import { identitiesRoute } from './demo/identities-page.tsx';
import { mountProvider } from './demo/mount-provider.ts';
import { providerPath } from './demo/provider.ts';
import { registryRoutes } from './demo/eid/registry-routes.ts';
import { seedWallet } from './demo/eid/seed-wallet.ts';
import { seedAccounts } from './demo/seed-accounts.ts';
import { tokenRoute } from './demo/token.ts';
import { walletRoutes } from './demo/wallet/wallet-routes.ts';
import { errorText } from './identity-texts.ts';
import { eidWalletRoutes } from './pages/eid-wallet.ts';
import { eidRoutes } from './pages/eid.tsx';
import { meRoute } from './pages/me.ts';
import { passkeyRoutes } from './pages/passkeys.tsx';
import { secondFactorRoutes } from './pages/second-factor.tsx';
import { managePasskeys } from './permissions.ts';
import { providerSignOutRoute } from './pages/provider-sign-out.ts';
import { sessionRoutes } from './pages/sessions.tsx';
import { signInRoutes } from './pages/sign-in.tsx';
import { signOutRoutes } from './pages/sign-out.tsx';
import { authenticate } from './queries/authenticate.ts';
import { startIdentity } from './start.ts';
import './errors.ts';
import { identityDatasets } from './datasets.ts';
import { datasetTexts } from './dataset-texts.ts';
import { identityCopy } from './own-copy.ts';

export const identity: Module = {
  name: 'identity',
  schema: 'identity',
  routes: [
    ...signInRoutes,
    ...eidRoutes,
    ...eidWalletRoutes,
    ...signOutRoutes,
    providerSignOutRoute,
    ...sessionRoutes,
    ...passkeyRoutes,
    ...secondFactorRoutes,
    meRoute,
    ...chooseIdentityRoutes,
    identitiesRoute,
    tokenRoute,
    ...registryRoutes,
    ...walletRoutes,
  ],
  mounts: [
    {
      url: `${providerPath}/*`,
      may: everyone,
      summary: 'The demonstration identity provider (OpenID Connect)',
      demoOnly: true,
    },
  ],
  mount: mountProvider,
  permissions: [managePasskeys],
  jobs: { 'identity.clean': cleanExpired },
  // As often as a request for the E-ID lives: what one said that nobody took must not lie there for an hour.
  schedule: [{ task: 'identity.clean', cron: '*/5 * * * *' }],
  events: {
    'account.created': 'Someone signed in for the first time, or was seeded',
    'passkey.added': 'A member of staff has added a second factor; data: whether it is the first',
    'passkey.removed':
      'A second factor is gone: by the member of staff, or all by the operator; data: whether it was the last',
  },
  copy: identityCopy,
  datasets: identityDatasets,
  datasetTexts,
  errorText,
  authenticate,
  start: startIdentity,
  seed: async (app) => {
    if (app.config.mode !== 'demo') return;
    await seedAccounts(app);
    await seedWallet(app);
  },
};
