// What came with a form or an address, as text: without spaces at its ends, with one kind of line end.

const valueOf = (body: unknown, name: string): unknown =>
  (body as Record<string, unknown> | undefined)?.[name];

/** Absent or repeated: empty. */
export function typedText(body: unknown, name: string): string {
  const value = valueOf(body, name);
  return typeof value === 'string' ? value.replace(/\r\n?/g, '\n').trim() : '';
}

/** Ticked boxes and repeated fields. */
export const typedTexts = (body: unknown, name: string): string[] =>
  [valueOf(body, name)].flat().filter((each): each is string => typeof each === 'string' && each !== '');
