// Secrets that a browser or program keeps: random, and known to the database only by their hash.
import { createHash, randomBytes } from 'node:crypto';

/** 32 random bytes, as text of 43 characters. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Whether a text can be such a secret at all; others are not even looked up. */
export function isSecret(value: unknown): value is string {
  return typeof value === 'string' && /^[\w-]{43}$/.test(value);
}

/** SHA-256. No salt and no slow hash: the secret has 256 random bits, nobody can guess it from its hash. */
export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
