// A digest of what was signed: anyone who has the answers can work it out again.
import { createHash } from 'node:crypto';
import type { ServiceDefinition } from '../../engine/index.ts';
import { canonicalJson } from '../../kernel/canonical-json.ts';

/** Fields whose answer is a signature. */
export function signatureFields(definition: ServiceDefinition): string[] {
  return definition.pages.flatMap((page) =>
    page.fields.flatMap((field) => (field.type === 'signature' ? [field.id] : [])),
  );
}

/**
 * SHA-256 of `{answers, service, version}` as JSON with sorted keys and without spaces (RFC 8785), in UTF-8. The signature
 * itself is left out of the answers: it is what stands below them.
 */
export function signatureDigest(definition: ServiceDefinition, answers: Record<string, unknown>): Buffer {
  const left = new Set(signatureFields(definition));
  const signed = {
    service: definition.id,
    version: definition.version,
    answers: Object.fromEntries(Object.entries(answers).filter(([id]) => !left.has(id))),
  };
  return createHash('sha256').update(canonicalJson(signed)).digest();
}
