// Points of an idea, and which addresses it may come from.
import { describe, expect, it } from 'vitest';
import { scoreOf, sitePath, sourcesOf } from './idea.ts';

describe('points', () => {
  const criteria = [{ id: 'benefit' }, { id: 'law' }];

  it('are there once every criterion of today has some', () => {
    expect(scoreOf(criteria, [{ criterion: 'benefit', points: 3 }])).toBeUndefined();
    expect(
      scoreOf(criteria, [
        { criterion: 'benefit', points: 3 },
        { criterion: 'law', points: 0 },
      ]),
    ).toEqual({ points: 3, of: 6 });
  });

  it('of a criterion that is gone count no more', () => {
    expect(
      scoreOf(
        [{ id: 'law' }],
        [
          { criterion: 'benefit', points: 3 },
          { criterion: 'law', points: 2 },
        ],
      ),
    ).toEqual({ points: 2, of: 3 });
  });
});

describe('addresses', () => {
  it('are pages of this site', () => {
    expect(sitePath(' /mitreden/nacht/beitraege/1-2?lang=fr#b ')).toBe(
      '/mitreden/nacht/beitraege/1-2?lang=fr#b',
    );
    for (const bad of [
      '//example.org',
      '/\\example.org',
      'https://example.org',
      'javascript:alert(1)',
      '/a b',
      '/"><script>',
      '',
    ])
      expect(sitePath(bad), bad).toBeUndefined();
    expect(sitePath(`/${'a'.repeat(400)}`)).toBeUndefined();
  });

  it('are typed one a line, each once', () => {
    expect(
      sourcesOf('/a\n\n https://bs.example/b \r\n/a\nhttps://example.org/c', 'https://bs.example'),
    ).toEqual({
      paths: ['/a', '/b'],
      wrong: ['https://example.org/c'],
    });
  });
});
