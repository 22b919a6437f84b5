// Staff find their own area first, and a head of the page that stays one line.
import { expect, test } from 'vitest';
import { anonymous, type Actor } from '../actor.ts';
import type { App } from '../app.ts';
import type { NavigationItem } from '../module.ts';
import { inLineAndMenu, navigationOf, staffHome } from './navigation.ts';

const area = (href: string, rest: Partial<NavigationItem> = {}): NavigationItem => ({
  ...{ href, label: () => href, audience: 'staff' },
  ...rest,
});
const navigation = [
  area('/lernen', { aside: true }),
  area('/nachrichten'),
  area('/arbeitsliste', { home: true }),
  area('/leistungen', { audience: 'public' }),
  area('/vorhaben', { home: true, aside: true }),
  area('/versand'),
];
const app = { modules: [{ name: 'all', navigation }] } as unknown as App;
const staff = { kind: 'staff' } as Actor;

test('their own area is the first one, what is not their daily work the last', () => {
  expect(navigationOf(app, staff).map(({ href }) => href)).toEqual([
    '/arbeitsliste',
    '/nachrichten',
    '/versand',
    '/lernen',
    '/vorhaben',
  ]);
  expect(staffHome(app, staff)).toBe('/arbeitsliste');
  expect(navigationOf(app, anonymous).map(({ href }) => href)).toEqual(['/leistungen']);
});

test('six areas stand in a line; of more, all beyond the fifth are in the menu', () => {
  expect(inLineAndMenu([1, 2, 3, 4, 5, 6])).toEqual({ line: [1, 2, 3, 4, 5, 6], menu: [] });
  expect(inLineAndMenu([1, 2, 3, 4, 5, 6, 7])).toEqual({ line: [1, 2, 3, 4, 5], menu: [6, 7] });
});
