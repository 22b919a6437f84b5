// The site module: home page, statements, operator's addresses. Last in the order: it may show what all others have.
import type { Module } from '../../kernel/module.ts';
import { addToFinder } from '../contact/index.ts';
import { startSite } from './load-site.ts';
import { liveRoute, readyRoute } from './operations/health.ts';
import { measureRequests } from './operations/measure-requests.ts';
import { measuresOf, metricsRoute } from './operations/metrics.ts';
import { iconRoutes, robotsRoute } from './operations/robots.ts';
import { accessibilityPage } from './pages/accessibility.tsx';
import { concernsBand, emergencyBand } from './pages/contact.tsx';
import { homePage } from './pages/home.tsx';
import { interfacesPage } from './pages/interfaces.tsx';
import { privacyPage } from './pages/privacy.tsx';
import { sourcePage } from './pages/source.tsx';
import { siteTexts } from './site-texts.ts';

export const site: Module = {
  name: 'site',
  async start(app) {
    await startSite(app);
    addToFinder(app, concernsBand);
    addToFinder(app, emergencyBand);
  },
  mount: async (app, server) => measuresOf.set(app, measureRequests(server)),
  routes: [
    homePage,
    accessibilityPage,
    privacyPage,
    interfacesPage,
    sourcePage,
    liveRoute,
    readyRoute,
    metricsRoute,
    robotsRoute,
    ...iconRoutes,
  ],
  footer: [
    { column: 'help', href: '/suche', label: (language) => siteTexts(language)('footer.search') },
    { column: 'help', href: '/stellen', label: (language) => siteTexts(language)('footer.units') },
    { column: 'help', href: '/kontakt', label: (language) => siteTexts(language)('contact.title') },
    { column: 'trust', href: '/datenschutz', label: (language) => siteTexts(language)('privacy.title') },
    {
      column: 'trust',
      href: '/barrierefreiheit',
      label: (language) => siteTexts(language)('accessibility.title'),
    },
    { column: 'open', href: '/schnittstellen', label: (language) => siteTexts(language)('interfaces.title') },
    { column: 'open', href: '/quellcode', label: (language) => siteTexts(language)('source.footer') },
  ],
};
