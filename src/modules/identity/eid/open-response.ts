// Opens the encrypted answer of a wallet: direct_post.jwt with ECDH-ES on P-256 and A256GCM (OpenID4VP 1.0, section 8.3).
import { compactDecrypt, importJWK, type JWK } from 'jose';
import { queryId } from './query.ts';

/**
 * The presentation in an answer.
 * @param key private half of the key that the request named; its `kid` must be the one in the answer
 * @throws Error when it was encrypted for another request, is not of our shape, or has another state
 */
export async function openResponse(response: string, key: JWK, state: string): Promise<string> {
  const { plaintext, protectedHeader } = await compactDecrypt(response, await importJWK(key, 'ECDH-ES'), {
    keyManagementAlgorithms: ['ECDH-ES'],
    contentEncryptionAlgorithms: ['A256GCM'],
  });
  if (protectedHeader.kid !== key.kid) throw new Error('It was encrypted for another request');
  const answer = JSON.parse(Buffer.from(plaintext).toString('utf8')) as {
    state?: unknown;
    vp_token?: Record<string, unknown>;
  };
  if (answer.state !== state) throw new Error('It answers another request');
  const presentations = answer.vp_token?.[queryId];
  const [presentation, ...more] = Array.isArray(presentations) ? (presentations as unknown[]) : [];
  if (typeof presentation !== 'string' || more.length > 0 || Object.keys(answer.vp_token ?? {}).length !== 1)
    throw new Error('It holds not exactly one presentation');
  return presentation;
}
