// `/push-worker.js`: the service worker that shows what is pushed and opens its page. It keeps nothing and answers no request of a page.
import type { Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';

const script = `addEventListener('push', (event) => {
  const { title, text, path } = event.data.json();
  event.waitUntil(registration.showNotification(title, { body: text, data: path }));
});
addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(clients.openWindow(new URL(event.notification.data, location.origin)));
});
`;

export const pushWorkerRoute: Route = {
  method: 'GET',
  url: '/push-worker.js',
  may: everyone,
  kind: 'file',
  summary: 'The service worker that shows what is pushed',
  handle: () => ({
    status: 200,
    type: 'text/javascript; charset=utf-8',
    body: script,
    headers: { 'cache-control': 'public, max-age=3600' },
  }),
};
