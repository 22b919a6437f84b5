// Whether a text is a UUID (RFC 9562) as PostgreSQL writes it: asked before a query, which would fail on anything else.
export function isUuid(text: unknown): text is string {
  return typeof text === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}
