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
    'passkey.removed': 'A member of staff has removed a second factor; data: whether it was the last',
  },
  datasets: [
    {
      table: 'identity.account',
      class: 'confidential',
      purpose: 'To know who signs in, and what they may do',
      retention: 'as long as there is a case or contribution of the account',
    },
    {
      table: 'identity.session',
      class: 'confidential',
      purpose: 'To stay signed in from page to page',
      retention: 'PT8H after signing in; within the hour after signing out',
    },
    {
      table: 'identity.access_token',
      class: 'confidential',
      purpose: 'To let programs act for an account',
      retention: 'PT8H after issue',
    },
    {
      table: 'identity.sign_in',
      class: 'internal',
      purpose: 'To recognise the answer of the identity provider',
      retention: 'PT15M after beginning to sign in',
    },
    {
      table: 'identity.logout_token',
      class: 'internal',
      purpose: 'To take what an identity provider says about ended sessions only once',
      retention: 'PT10M after it came',
    },
    {
      table: 'identity.passkey',
      class: 'confidential',
      purpose: 'To recognise the second factor of staff; public keys only',
      retention: 'until it is removed, or as long as the account',
    },
    {
      table: 'identity.eid_request',
      class: 'confidential',
      purpose: 'To ask for an E-ID and to recognise the answer; what it says is compared and not kept',
      retention: 'PT10M after beginning to sign in; the claims go as soon as the browser has taken them',
    },
    {
      table: 'identity.demo_wallet_credential',
      class: 'internal',
      purpose: 'E-IDs in the simulated wallet; invented people only',
      retention: 'as long as the demonstration',
    },
    {
      table: 'identity.demo_wallet_request',
      class: 'internal',
      purpose: 'Requests in the simulated wallet; invented people only',
      retention: 'PT5M',
    },
    {
      table: 'identity.demo_provider_item',
      class: 'internal',
      purpose: 'Memory of the demonstration identity provider; invented people only',
      retention: 'PT1H',
    },
  ],
  errorText,
  authenticate,
  start: startIdentity,
  seed: async (app) => {
    if (app.config.mode !== 'demo') return;
    await seedAccounts(app);
    await seedWallet(app);
  },
};
