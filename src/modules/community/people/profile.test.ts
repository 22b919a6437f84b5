// What was typed into a profile, and what of it others see.
import { expect, it } from 'vitest';
import { readItems, shownOf, type ShownPart } from './profile.ts';

it('lists are read however they are typed, each entry once', () => {
  expect(readItems('Excel, Barrierefreiheit;excel\n\n  Leichte Sprache  ,')).toEqual([
    'Excel',
    'Barrierefreiheit',
    'Leichte Sprache',
  ]);
  expect(readItems(' ,;\n')).toEqual([]);
});

it.each([
  [[], { about: '', skills: [], offers: [] }],
  [['skills'], { about: '', skills: ['Excel'], offers: [] }],
  [['about', 'offers'], { about: 'Ich', skills: [], offers: ['Hilfe'] }],
] as const)('shown %o', (shown, expected) => {
  const profile = { about: 'Ich', skills: ['Excel'], offers: ['Hilfe'], shown: [...shown] as ShownPart[] };
  expect(shownOf(profile)).toEqual(expected);
});
