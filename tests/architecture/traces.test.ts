// Nothing in the repository tells of the machine on which it was written: no registry hosts, no absolute paths.
import { describe, expect, it } from 'vitest';
import { projectFiles, readProjectFile } from './source-files.ts';

/** Put together here, so that this file does not find itself. */
const workplace = `/${'work'}/`;
const registries =
  /"resolved":\s*"https?:|registry\.npmjs\.org|registry\.yarnpkg\.com|artifactory|npm\.pkg\.github/i;

function traces(file: string, text: string): string[] {
  const found = text.split('\n').flatMap((line, index) => {
    const at = `${file}:${index + 1}`;
    // A path stands at the beginning of a word; one that goes on a relative path or an address, and regular expressions, do not count.
    const path = new RegExp(`(^|[\\s"'\`(=:])${workplace}`).test(line);
    return [...(path ? [`${at} path`] : []), ...(registries.test(line) ? [`${at} registry`] : [])];
  });
  // This file has to name what it looks for.
  return file === 'tests/architecture/traces.test.ts' ? [] : found;
}

describe('the repository', () => {
  const files = projectFiles();

  it.skipIf(files === undefined)(
    'holds no registry hosts and no paths of the machine it was written on',
    () => {
      const texts = (files ?? []).filter((file) => !/\.(woff2|png|jpe?g|pdf|ico)$/.test(file));
      expect(texts.length).toBeGreaterThan(100);
      expect(texts.flatMap((file) => traces(file, readProjectFile(file)))).toEqual([]);
    },
  );

  it('would be caught holding one', () => {
    expect(traces('a', `"resolved": "${'https'}://example.org/a.tgz"`)).toEqual(['a:1 registry']);
    expect(traces('a', `cd ${workplace}main`)).toEqual(['a:1 path']);
    expect(traces('a', `open https://example.org${workplace}`)).toEqual([]);
  });
});
