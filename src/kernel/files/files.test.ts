// Files from outside: what their content says counts, and their names can do no harm.
import { describe, expect, test } from 'vitest';
import { detectType } from './detect-type.ts';
import { safeFileName } from './file-name.ts';

describe('the name of a file', () => {
  test.each([
    ['../../etc/passwd', 'passwd.pdf'],
    ['..\\..\\x.pdf', 'x.pdf'],
    ['..', 'datei.pdf'],
    ['', 'datei.pdf'],
    ['.pdf', 'datei.pdf'],
    ['a\r\nX: y\u202Efdp.exe', 'aX: yfdp.exe.pdf'],
    ['Beleg.PDF', 'Beleg.PDF'],
    ['page.html', 'page.html.pdf'],
    ['u\u0308ber.pdf', 'über.pdf'],
  ])('%j', (name, safe) => {
    expect(safeFileName(name, 'application/pdf')).toBe(safe);
  });

  test('a long one keeps whole characters and its extension', () => {
    const safe = safeFileName(`x${'👩'.repeat(200)}.jpeg`, 'image/jpeg');
    expect(Array.from(safe)).toHaveLength(120);
    expect(safe.isWellFormed()).toBe(true);
    expect(safe.endsWith('👩.jpeg')).toBe(true);
  });
});

describe('the type of a file', () => {
  test.each([
    ['%PDF-1.7\n', 'application/pdf'],
    ['\u00ef\u00bb\u00bf\r\n%PDF-1.4', 'application/pdf'],
    ['MZ\u0000%PDF-1.7', undefined],
    ['<script>alert(1)</script>%PDF-1.7', undefined],
    ['PK\u0003\u0004', undefined],
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', undefined],
    ['', undefined],
  ])('%j', (bytes, type) => {
    expect(detectType(Buffer.from(bytes, 'latin1'))?.type).toBe(type);
  });
});
