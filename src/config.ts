// The only reader of the environment: every variable with its meaning, default and check; all faults are reported at once.
import { StartFault } from './kernel/start-fault.ts';
import { isPrivateKey } from './tlog/signer.ts';

export interface Config {
  port: number;
  host: string;
  /** Public origin without a trailing slash, e.g. `https://drehscheibe.bs.ch`. */
  baseUrl: string;
  /** External PostgreSQL; absent: the embedded one under `dataDir`. */
  databaseUrl: string | undefined;
  dataDir: string;
  canton: string;
  mode: 'demo' | 'production';
  concurrency: number;
  smtpUrl: string | undefined;
  mailFrom: string;
  secret: string | undefined;
  oidc: { issuer: string; clientId: string; clientSecret: string } | undefined;
  /** Our DID for requests of the E-ID, its key, and the trust registry's statements about us. */
  eid: { did: string; key: SigningKey; statements: string[] } | undefined;
  metricsToken: string | undefined;
  /** clamd: `tcp://host:port` or `unix:/path`; absent: uploads stay unscanned. */
  clamavUrl: string | undefined;
  /** Map tiles (`https://host/{z}/{x}/{y}.png`, Web Mercator) and who is to be named for them; absent: a rough drawing. */
  map: { tiles: string | undefined; attribution: string };
  /** Private key of the transparency log, PKCS #8 in Base64; absent: made at the first start and kept in the database. */
  logKey: string | undefined;
  /** Who confirms the transparency log: a process of our own, nobody, or one elsewhere with its key. */
  witness: 'own' | 'none' | Witness;
  seed: 'demo' | 'none';
  now: string | undefined;
  /** Proxies in front whose forwarded addresses are believed; 0: none. */
  trustedProxies: number;
  logLevel: string;
}

/** A private key on the curve P-256 as JWK (RFC 7517); `kid` is its name in the DID document, without the DID. */
export interface SigningKey {
  kty: 'EC';
  crv: 'P-256';
  x: string;
  y: string;
  d: string;
  kid: string;
}

/** A witness of the transparency log (C2SP tlog-witness). */
export interface Witness {
  /** Address before `/add-checkpoint`. */
  url: string;
  /** `name+id+key`. */
  key: string;
}

export interface Variable {
  name: string;
  meaning: string;
  fallback: string;
}

/** What `docs/reference/configuration.md` is generated from. */
export const variables: Variable[] = [
  { name: 'PORT', meaning: 'TCP port to listen on', fallback: '8080' },
  { name: 'HOST', meaning: 'address to listen on', fallback: '127.0.0.1' },
  { name: 'BASE_URL', meaning: 'public origin; https in production', fallback: 'http://HOST:PORT' },
  { name: 'DATABASE_URL', meaning: 'PostgreSQL 15 or newer; absent: embedded PostgreSQL 18', fallback: '' },
  { name: 'DATA_DIR', meaning: 'folder of the embedded database', fallback: './var' },
  { name: 'CANTON', meaning: 'folder with the data of the canton', fallback: 'canton/basel-stadt' },
  { name: 'MODE', meaning: 'demo (invented identities, banner) or production', fallback: 'demo' },
  { name: 'WEB_CONCURRENCY', meaning: 'number of web processes', fallback: '1' },
  {
    name: 'SMTP_URL',
    meaning: 'mail server; absent: mails are kept and shown at /demo/outbox',
    fallback: '',
  },
  { name: 'MAIL_FROM', meaning: 'sender of mails', fallback: 'Drehscheibe <noreply@example.org>' },
  {
    name: 'SECRET',
    meaning: 'at least 32 characters; signs tokens; required in production',
    fallback: 'made at first start',
  },
  { name: 'OIDC_ISSUER', meaning: 'identity provider; required in production', fallback: 'demo provider' },
  { name: 'OIDC_CLIENT_ID', meaning: 'client id at the identity provider', fallback: '' },
  { name: 'OIDC_CLIENT_SECRET', meaning: 'client secret at the identity provider', fallback: '' },
  {
    name: 'EID_DID',
    meaning: 'did:webvh of this canton as verifier of the E-ID; absent: no sign-in by E-ID',
    fallback: 'simulated E-ID in demo mode',
  },
  { name: 'EID_KEY', meaning: 'private key of that DID: JWK, P-256, with kid and d', fallback: '' },
  {
    name: 'EID_STATEMENTS',
    meaning:
      'JWTs of the federal trust registry about that DID, parted by spaces; without an authorisation for it among them the AHV number is never asked for',
    fallback: '',
  },
  { name: 'METRICS_TOKEN', meaning: 'bearer token for /metrics; absent: /metrics answers 404', fallback: '' },
  {
    name: 'CLAMAV_URL',
    meaning: 'virus scanner clamd, tcp://host:port or unix:/path; absent: uploads stay marked as unscanned',
    fallback: '',
  },
  {
    name: 'MAP_TILES',
    meaning:
      'map tiles, https://host/{z}/{x}/{y}.png in Web Mercator; absent: maps are a rough drawing of our own',
    fallback: '',
  },
  { name: 'MAP_ATTRIBUTION', meaning: 'who is named for the map tiles', fallback: '' },
  {
    name: 'LOG_KEY',
    meaning: 'Ed25519 private key of the transparency log, PKCS #8 in Base64; set it in production',
    fallback: 'made at first start',
  },
  {
    name: 'WITNESS_URL',
    meaning:
      'witness of the transparency log, address before /add-checkpoint; own: a process beside this one; none',
    fallback: 'own in demo mode with the embedded database, else none',
  },
  { name: 'WITNESS_KEY', meaning: 'public key of the witness at WITNESS_URL, name+id+key', fallback: '' },
  { name: 'SEED', meaning: 'demo or none', fallback: 'demo in demo mode, none in production' },
  { name: 'NOW', meaning: 'demo only: ISO instant from which the clock runs', fallback: '' },
  { name: 'TRUSTED_PROXIES', meaning: 'number of proxies in front', fallback: '0' },
  {
    name: 'LOG_LEVEL',
    meaning: 'fatal, error, warn, info, debug or silent',
    fallback: 'warn in demo, info in production',
  },
];

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'];

/**
 * Reads and checks the configuration.
 * @throws StartFault that lists every faulty variable, one a line.
 */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const faults: string[] = [];
  const raw = (name: string) => {
    const value = env[name]?.trim();
    return value === '' ? undefined : value;
  };
  const integer = (name: string, fallback: number, min: number, max: number) => {
    const value = raw(name);
    if (value === undefined) return fallback;
    if (!/^\d{1,9}$/.test(value) || Number(value) < min || Number(value) > max) {
      faults.push(`${name} must be a whole number from ${min} to ${max}, not "${value}"`);
      return fallback;
    }
    return Number(value);
  };
  const oneOf = <T extends string>(name: string, allowed: readonly T[], fallback: T): T => {
    const value = raw(name);
    if (value === undefined) return fallback;
    const found = allowed.find((each) => each === value);
    if (found === undefined) faults.push(`${name} must be one of ${allowed.join(', ')}, not "${value}"`);
    return found ?? fallback;
  };
  const url = (name: string, protocols: string[]) => {
    const value = raw(name);
    if (value === undefined) return undefined;
    const parsed = URL.canParse(value) ? new URL(value) : undefined;
    if (!parsed || !protocols.includes(parsed.protocol)) {
      faults.push(
        `${name} must be an address starting with ${protocols.map((each) => `${each}//`).join(' or ')}`,
      );
      return undefined;
    }
    return value.replace(/\/+$/, '');
  };

  const readWitness = (): Config['witness'] => {
    const word = raw('WITNESS_URL');
    const key = raw('WITNESS_KEY');
    if (word === undefined && key === undefined)
      return production || raw('DATABASE_URL') !== undefined ? 'none' : 'own';
    if ((word === 'own' || word === 'none') && key === undefined) return word;
    const address = url('WITNESS_URL', ['http:', 'https:']);
    if (key === undefined || word === undefined || !/^[^+\s]+\+[0-9a-f]{8}\+B[A-Za-z0-9+/=]{43}$/.test(key))
      faults.push('WITNESS_URL and WITNESS_KEY (name+id+key, as the witness prints it) belong together');
    return { url: address ?? '', key: key ?? '' };
  };

  const mode = oneOf('MODE', ['demo', 'production'] as const, 'demo');
  const production = mode === 'production';
  const port = integer('PORT', 8080, 0, 65535);
  const host = raw('HOST') ?? '127.0.0.1';
  const baseUrl =
    url('BASE_URL', ['http:', 'https:']) ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const secret = raw('SECRET');
  const now = raw('NOW');
  const issuer = url('OIDC_ISSUER', ['http:', 'https:']);
  const clientId = raw('OIDC_CLIENT_ID');
  const clientSecret = raw('OIDC_CLIENT_SECRET');
  const eid = readEid(raw, faults);
  const clamavUrl = raw('CLAMAV_URL');
  if (
    clamavUrl !== undefined &&
    !/^(?:unix:\/.+|tcp:\/\/(?:[\w.-]+|\[[\da-f:]+\])(?::\d{1,5})?)$/i.test(clamavUrl)
  )
    faults.push(`CLAMAV_URL must be tcp://host:port or unix:/path, not "${clamavUrl}"`);
  const mapTiles = raw('MAP_TILES');
  if (mapTiles !== undefined && !isTileAddress(mapTiles, production))
    faults.push(`MAP_TILES must be an https address with {z}, {x} and {y}, not "${mapTiles}"`);
  if (mapTiles !== undefined && raw('MAP_ATTRIBUTION') === undefined)
    faults.push('MAP_ATTRIBUTION must be set with MAP_TILES: those who made the map are named');
  if (secret !== undefined && secret.length < 32) faults.push('SECRET must have at least 32 characters');
  if (now !== undefined && Number.isNaN(Date.parse(now)))
    faults.push(`NOW must be an ISO instant, not "${now}"`);
  if (issuer && (!clientId || !clientSecret))
    faults.push('OIDC_CLIENT_ID and OIDC_CLIENT_SECRET must be set with OIDC_ISSUER');
  if (production) {
    if (!secret) faults.push('SECRET is required in production');
    if (!issuer) faults.push('OIDC_ISSUER is required in production');
    if (issuer && !issuer.startsWith('https:')) faults.push('OIDC_ISSUER must be https in production');
    if (!baseUrl.startsWith('https:')) faults.push('BASE_URL must be https in production');
    if (now) faults.push('NOW is allowed in demo mode only');
  }
  const logKey = raw('LOG_KEY');
  if (logKey !== undefined && !isPrivateKey(logKey))
    faults.push('LOG_KEY must be an Ed25519 private key, PKCS #8 in Base64 on one line');
  const witness = readWitness();
  const seed = oneOf('SEED', ['demo', 'none'] as const, production ? 'none' : 'demo');
  if (production && seed === 'demo') faults.push('SEED=demo is allowed in demo mode only');
  const config: Config = {
    port,
    host,
    baseUrl,
    databaseUrl: url('DATABASE_URL', ['postgres:', 'postgresql:']),
    dataDir: raw('DATA_DIR') ?? './var',
    canton: raw('CANTON') ?? 'canton/basel-stadt',
    mode,
    concurrency: integer('WEB_CONCURRENCY', 1, 1, 64),
    smtpUrl: url('SMTP_URL', ['smtp:', 'smtps:']),
    mailFrom: raw('MAIL_FROM') ?? 'Drehscheibe <noreply@example.org>',
    secret,
    oidc: issuer && clientId && clientSecret ? { issuer, clientId, clientSecret } : undefined,
    eid,
    metricsToken: raw('METRICS_TOKEN'),
    clamavUrl,
    map: { tiles: mapTiles, attribution: raw('MAP_ATTRIBUTION') ?? '' },
    logKey,
    witness,
    seed,
    now,
    trustedProxies: integer('TRUSTED_PROXIES', 0, 0, 10),
    logLevel: oneOf('LOG_LEVEL', levels, production ? 'info' : 'warn'),
  };
  if (faults.length > 0) {
    throw new StartFault(
      `The configuration has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${faults.map((each) => `  ${each}`).join('\n')}`,
    );
  }
  return config;
}

/** In demonstrations also plain http, for a tile server beside the program. */
function isTileAddress(value: string, production: boolean): boolean {
  const plain = value.replace(/[{}]/g, '');
  if (!URL.canParse(plain) || !['{z}', '{x}', '{y}'].every((part) => value.includes(part))) return false;
  return ['https:', ...(production ? [] : ['http:'])].includes(new URL(plain).protocol);
}

function readEid(raw: (name: string) => string | undefined, faults: string[]): Config['eid'] {
  const did = raw('EID_DID');
  const key = raw('EID_KEY');
  const statements = (raw('EID_STATEMENTS') ?? '').split(/\s+/).filter((each) => each !== '');
  if (did === undefined) {
    if (key !== undefined || statements.length > 0)
      faults.push('EID_DID must be set with EID_KEY and EID_STATEMENTS');
    return undefined;
  }
  if (!/^did:webvh:[^\s#?]+$/.test(did)) faults.push(`EID_DID must be a did:webvh, not "${did}"`);
  const signingKey = key === undefined ? undefined : signingKeyIn(key);
  // The value itself is a secret and is not repeated.
  if (!signingKey) faults.push('EID_KEY must be a private JWK of the curve P-256 with kid');
  if (statements.some((each) => !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(each)))
    faults.push('EID_STATEMENTS must be JWTs, parted by spaces');
  return signingKey && { did, key: signingKey, statements };
}

function signingKeyIn(text: string): SigningKey | undefined {
  try {
    const { kty, crv, x, y, d, kid } = JSON.parse(text) as Partial<SigningKey>;
    const known =
      kty === 'EC' && crv === 'P-256' && [x, y, d].every((each) => /^[\w-]{43}$/.test(String(each)));
    return known && typeof kid === 'string' && /^[\w.-]+$/.test(kid)
      ? { kty, crv, x: String(x), y: String(y), d: String(d), kid }
      : undefined;
  } catch {
    return undefined;
  }
}

/** What the primary process tells its web processes: where the (perhaps embedded) database is, who seeds, which witness. */
export function handover(
  databaseUrl: string,
  first: boolean,
  witness: Config['witness'],
): Record<string, string> {
  return {
    DREHSCHEIBE_DATABASE: databaseUrl,
    DREHSCHEIBE_FIRST: first ? '1' : '',
    DREHSCHEIBE_WITNESS: JSON.stringify(witness),
  };
}

export function readHandover(): { databaseUrl: string; first: boolean; witness: Config['witness'] } {
  return {
    databaseUrl: process.env['DREHSCHEIBE_DATABASE'] ?? '',
    first: process.env['DREHSCHEIBE_FIRST'] === '1',
    witness: JSON.parse(process.env['DREHSCHEIBE_WITNESS'] ?? '"none"') as Config['witness'],
  };
}
