// Texts that PostgreSQL can't keep: a NUL character, half a character, a broken encoding. The sender's fault, not ours.

/** Whether a query failed because of such a text. */
export function isUnstorable(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === '22021' || code === '22P05' || (code === '22P02' && String(error).endsWith(' json'));
}
