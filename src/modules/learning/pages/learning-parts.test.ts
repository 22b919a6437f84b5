// The text of a module: headings stand by themselves, everything else stays as it was written.
import { expect, it } from 'vitest';
import { textParts } from './learning-parts.tsx';

it.each([
  ['Nur Text.', [{ heading: undefined, text: 'Nur Text.' }]],
  [
    '## Eins\n\nText.\n\n## Zwei\n- a\n- b',
    [
      { heading: 'Eins', text: 'Text.' },
      { heading: 'Zwei', text: '- a\n- b' },
    ],
  ],
  [
    'Vorher.\n## Eins\nNachher ## keine.',
    [
      { heading: undefined, text: 'Vorher.' },
      { heading: 'Eins', text: 'Nachher ## keine.' },
    ],
  ],
])('%j', (text, parts) => {
  expect(textParts(text).map((part) => ({ ...part, text: part.text.trim() }))).toEqual(parts);
});
