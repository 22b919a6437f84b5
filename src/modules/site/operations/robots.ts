// `/robots.txt` and the icons that browsers ask for by themselves.
import type { Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';

export const robotsRoute: Route = {
  method: 'GET',
  url: '/robots.txt',
  may: everyone,
  kind: 'file',
  summary: 'What search engines may read; nothing in demonstrations',
  handle: ({ app }) => ({
    status: 200,
    type: 'text/plain; charset=utf-8',
    // A demonstration must not be found in place of the real site.
    body:
      app.config.mode === 'demo'
        ? 'User-agent: *\nDisallow: /\n'
        : [
            'User-agent: *',
            'Disallow: /konto',
            'Disallow: /faelle',
            'Disallow: /arbeitsliste',
            'Disallow: /anmelden',
            'Disallow: /suche',
            'Disallow: /leistungen/*/formular',
            '',
          ].join('\n'),
    headers: { 'cache-control': 'public, max-age=3600' },
  }),
};

const icon = (url: string): Route => ({
  method: 'GET',
  url,
  may: everyone,
  kind: 'file',
  summary: 'The icon, at the address that browsers try',
  handle: ({ app }) => ({
    status: 302,
    type: 'text/plain; charset=utf-8',
    body: '',
    headers: { location: app.assets.icon, 'cache-control': 'public, max-age=3600' },
  }),
});

export const iconRoutes = [icon('/favicon.svg'), icon('/favicon.ico')];
