// The identity module: sign-in, sessions, tokens, and the demonstration's identity provider.
import type { Module } from '../../kernel/module.ts';
import { everyone } from '../../kernel/permission.ts';
import { cleanExpired } from './actions/clean-expired.ts';
import { chooseIdentityRoutes } from './demo/choose-identity.tsx';
import { identitiesRoute } from './demo/identities-page.tsx';
import { mountProvider } from './demo/mount-provider.ts';
import { providerPath } from './demo/provider.ts';
import { seedAccounts } from './demo/seed-accounts.ts';
import { tokenRoute } from './demo/token.ts';
import { errorText } from './identity-texts.ts';
import { meRoute } from './pages/me.ts';
import { signInRoutes } from './pages/sign-in.tsx';
import { signOutRoutes } from './pages/sign-out.tsx';
import { authenticate } from './queries/authenticate.ts';
import { startIdentity } from './start.ts';
import './errors.ts';

export const identity: Module = {
  name: 'identity',
  schema: 'identity',
  routes: [...signInRoutes, ...signOutRoutes, meRoute, ...chooseIdentityRoutes, identitiesRoute, tokenRoute],
  mounts: [
    {
      url: `${providerPath}/*`,
      may: everyone,
      summary: 'The demonstration identity provider (OpenID Connect)',
      demoOnly: true,
    },
  ],
  mount: mountProvider,
  permissions: [],
  jobs: { 'identity.clean': cleanExpired },
  schedule: [{ task: 'identity.clean', cron: '17 * * * *' }],
  events: { 'account.created': 'Someone signed in for the first time, or was seeded' },
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
    if (app.config.mode === 'demo') await seedAccounts(app);
  },
};
