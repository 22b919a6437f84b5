// The page that a question is asked from is one of ours, or none.
import { describe, expect, it } from 'vitest';
import type { App } from '../../kernel/app.ts';
import { aboutOf } from './about.ts';

const app = {} as App;

describe('the page of a question', () => {
  it.each([
    'https://boese.example/leistungen/x',
    '//boese.example',
    '/\\boese.example',
    '/leistungen/../konto',
    '/mitreden/a?b=c',
    '/mitreden/a#b',
    '/fragen/neu',
    '/konto/zugriffe',
    '/api/v1/me',
    'javascript:alert(1)',
    '/mitreden/<script>',
    `/mitreden/${'a'.repeat(200)}`,
    '',
    undefined,
    ['/mitreden/a'],
  ])('is none for %j', (path) => expect(aboutOf(app, path, 'de')).toEqual({ path: '' }));

  it('is kept for another page of this site', () =>
    expect(aboutOf(app, '/mitreden/nacht', 'de')).toEqual({
      path: '/mitreden/nacht',
      title: '/mitreden/nacht',
    }));
});
