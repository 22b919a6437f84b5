// Names of files from outside: safe to show and to save, with an extension that tells the truth.
const extensions: Record<string, readonly string[]> = {
  'application/pdf': ['pdf'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/webp': ['webp'],
};

const longest = 120;

/**
 * No path, no control or direction characters, at most 120 characters. The extension is that of the content: whoever
 * saves `offerte.exe` that looked like a PDF gets `offerte.exe.pdf`.
 * @param type media type that the content has shown
 */
export function safeFileName(name: string, type: string): string {
  const base = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = base.replace(/[\p{C}\p{Default_Ignorable_Code_Point}]/gu, '').trim();
  const fitting = extensions[type] ?? [];
  const dot = clean.lastIndexOf('.');
  const extension = clean.slice(dot + 1).toLowerCase();
  const right = dot >= 0 && fitting.includes(extension);
  const stem = right ? clean.slice(0, dot) : clean;
  const suffix = right ? clean.slice(dot) : fitting[0] === undefined ? '' : `.${fitting[0]}`;
  const plain = /^[.\s]*$/.test(stem) ? 'datei' : stem;
  // Whole characters: half an emoji is no text.
  return (
    Array.from(plain)
      .slice(0, longest - suffix.length)
      .join('') + suffix
  );
}
