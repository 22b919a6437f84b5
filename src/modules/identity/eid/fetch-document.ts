// Fetches DID logs and status lists: only from the canton's registries, with limits of time and size, kept as long as allowed.
import { perApp, type App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Eid } from './connection.ts';
import { largestDocument, longestCache } from './eid-rules.ts';

interface Kept<Value> {
  value: Value;
  /** Milliseconds since 1970. */
  until: number;
}

const caches = perApp<Map<string, Kept<unknown>>>('The documents of the E-ID registries');
const mostKept = 100;

/** Called when the module starts; every process keeps documents for itself. */
export function openDocuments(app: App): void {
  caches.set(app, new Map());
}

/**
 * The document at an address as `read` understands it.
 * @param read checks the text and says for how many seconds it may be kept; throws when it does not hold
 * @throws Fault EID_REGISTRY_UNREACHABLE; whatever `read` throws
 */
export async function fetchDocument<Value>(
  app: App,
  eid: Eid,
  address: string,
  accept: string,
  read: (text: string) => Promise<{ value: Value; seconds: number }>,
): Promise<Value> {
  const cache = caches.of(app) as Map<string, Kept<Value>>;
  const now = app.clock.now().getTime();
  const kept = cache.get(address);
  if (kept && kept.until > now) return kept.value;
  const { value, seconds } = await read(await fetchText(app, eid, address, accept));
  cache.delete(address);
  const oldest = cache.keys().next().value;
  if (cache.size >= mostKept && oldest !== undefined) cache.delete(oldest);
  if (seconds > 0) cache.set(address, { value, until: now + Math.min(seconds, longestCache) * 1000 });
  return value;
}

async function fetchText(app: App, eid: Eid, address: string, accept: string): Promise<string> {
  try {
    const url = new URL(address);
    // The address comes out of a credential: it must not make us call anybody else, and not from here into our own network.
    if (url.protocol !== 'https:' || !eid.canton.registries.includes(url.host))
      throw new Error(`${url.host} is no registry of the E-ID`);
    const response = await fetch(eid.locate(url), {
      headers: { accept },
      redirect: 'error',
      signal: AbortSignal.timeout(eid.timeout),
    });
    if (!response.ok || response.body === null) throw new Error(`It answered ${response.status}`);
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of response.body) {
      size += chunk.length;
      if (size > largestDocument) throw new Error('The document is too large');
      chunks.push(Buffer.from(chunk));
    }
    return Buffer.concat(chunks).toString('utf8');
  } catch (error) {
    app.log.error(
      { address, reason: error instanceof Error ? error.message : String(error) },
      'a registry of the E-ID could not be read',
    );
    throw new Fault('EID_REGISTRY_UNREACHABLE');
  }
}
