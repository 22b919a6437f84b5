// Names of the files in the copy: safe on every system, each only once.

/** Reserved by Windows whatever the extension. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

function safePart(part: string): string {
  const clean = part
    .normalize('NFC')
    .replace(/[\p{C}\p{Default_Ignorable_Code_Point}<>:"\\|?*]/gu, '_')
    .replace(/[. ]+$/, '')
    .trim();
  const plain = /^\.*$/.test(clean) ? '_' : Array.from(clean).slice(0, 120).join('');
  return reserved.test(plain) ? `_${plain}` : plain;
}

/** @returns a function that gives `files/…` for a path with folders; the second file of a name gets a number */
export function copyPaths(): (path: string) => string {
  const taken = new Set<string>();
  return (path) => {
    const parts = path.split('/').filter((part) => part !== '' && part !== '.' && part !== '..');
    const wanted = ['files', ...parts.map(safePart)].join('/');
    const dot = wanted.lastIndexOf('.');
    const cut = dot > wanted.lastIndexOf('/') ? dot : wanted.length;
    let name = wanted;
    // Case-insensitive, as many file systems are.
    for (let number = 2; taken.has(name.toLowerCase()); number++)
      name = `${wanted.slice(0, cut)} (${number})${wanted.slice(cut)}`;
    taken.add(name.toLowerCase());
    return name;
  };
}
