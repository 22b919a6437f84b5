// The figures of a service in words: a share of 1 is said in percent.
import { expect, it } from 'vitest';
import type { ServiceFigures } from '../queries/service-figures.ts';
import { shareText } from './figure-words.ts';

const figures = (share: number) =>
  ({ canDecideAtOnce: true, measured: { share, medianSeconds: 0, notAsked: 0 } }) as ServiceFigures;

it.each([
  [0, '0 %'],
  [6 / 7, '86 %'],
  [1, '100 %'],
])('of %d decided at once are %s', (share, words) => {
  expect(shareText(figures(share), 'de').replaceAll('\u00a0', ' ')).toBe(words);
});
