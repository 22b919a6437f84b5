// Names of files in the copy come from people: they leave the folder nowhere, and none hides another.
import { expect, test } from 'vitest';
import { copyPaths } from './copy-paths.ts';

test('a path stays below files, and is safe on every system', () => {
  const pathOf = copyPaths();
  expect(pathOf('2026-7KQ4-M2XD/Bestätigung.pdf')).toBe('files/2026-7KQ4-M2XD/Bestätigung.pdf');
  expect(pathOf('../../etc/passwd')).toBe('files/etc/passwd');
  expect(pathOf('a/..\\..\\b:c?.pdf')).toBe('files/a/.._.._b_c_.pdf');
  expect(pathOf('a/CON.pdf')).toBe('files/a/_CON.pdf');
  expect(pathOf('a/evil\u202Efdp.exe')).toBe('files/a/evil_fdp.exe');
  expect(pathOf('a/ends. . ')).toBe('files/a/ends');
});

test('the same name twice gets a number, whatever its case', () => {
  const pathOf = copyPaths();
  expect([pathOf('a/Scan.pdf'), pathOf('a/scan.pdf'), pathOf('a/Scan.pdf'), pathOf('a.b/ohne')]).toEqual([
    'files/a/Scan.pdf',
    'files/a/scan (2).pdf',
    'files/a/Scan (3).pdf',
    'files/a.b/ohne',
  ]);
  expect(pathOf('a.b/ohne')).toBe('files/a.b/ohne (2)');
});
