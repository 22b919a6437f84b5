// The only reader of the environment: every variable with its default and check; all faults are reported at once.
import { readEid, type EidConfig } from './config-eid.ts';
import { readMail, type MailConfig } from './config-mail.ts';
import { readSeed, type SeedConfig } from './config-seed.ts';
import { StartFault } from './kernel/start-fault.ts';
import { isPrivateKey } from './tlog/signer.ts';

export interface Config extends SeedConfig, MailConfig {
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
  secret: string | undefined;
  oidc: OidcClient | undefined;
  /** Staff sign in here; absent: at the same provider as everyone. */
  oidcStaff: OidcClient | undefined;
  /** Our DID for requests of the E-ID, its key, and the trust registry's statements about us. */
  eid: EidConfig | undefined;
  metricsToken: string | undefined;
  /** clamd: `tcp://host:port` or `unix:/path`; absent: uploads stay unscanned. */
  clamavUrl: string | undefined;
  /** Map tiles (`https://host/{z}/{x}/{y}.png`, Web Mercator) and who is to be named for them; absent: a rough drawing. */
  map: { tiles: string | undefined; attribution: string };
  /** Private key of the transparency log, PKCS #8 in Base64; absent: made at the first start and kept in the database. */
  logKey: string | undefined;
  /** Who confirms the transparency log: a process of our own, nobody, or one elsewhere with its key. */
  witness: 'own' | 'none' | Witness;
  /** Who answers for registers: simulated ones beside this process, nobody, or an X-Road security server. */
  register: 'own' | 'none' | { url: string };
  /** How many residents the simulated register invents beside the canton's. */
  registerPersons: number;
  /** Who takes money by card and TWINT: a simulated service beside this process, nobody, or one elsewhere. */
  payments: 'own' | 'none' | PaymentService;
  /** Keys of programs that send reports by Open311, with the name of whoever holds them. */
  open311Keys: readonly { name: string; key: string }[];
  now: string | undefined;
  /** Proxies in front whose forwarded addresses are believed; 0: none. */
  trustedProxies: number;
  logLevel: string;
}

/** An identity provider, and as what we are registered there. */
export interface OidcClient {
  issuer: string;
  clientId: string;
  clientSecret: string;
}

/** A service that takes payments: what it lets us in by, and what it signs its calls with. */
export interface PaymentService {
  /** Address before `/v1`. */
  url: string;
  key: string;
  secret: string;
}

/** A witness of the transparency log (C2SP tlog-witness). */
export interface Witness {
  /** Address before `/add-checkpoint`. */
  url: string;
  /** `name+id+key`. */
  key: string;
}

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

  const readRegister = (): Config['register'] => {
    const word = raw('REGISTER_URL') ?? (production ? 'none' : 'own');
    if (word === 'own' && production) faults.push('REGISTER_URL=own is allowed in demo mode only');
    if (word === 'own' || word === 'none') return word;
    return { url: url('REGISTER_URL', production ? ['https:'] : ['http:', 'https:']) ?? '' };
  };

  const readPayments = (): Config['payments'] => {
    const word = raw('PAYMENTS_URL') ?? (production ? 'none' : 'own');
    if (word === 'own' && production) faults.push('PAYMENTS_URL=own is allowed in demo mode only');
    if (word === 'own' || word === 'none') return word;
    const address = url('PAYMENTS_URL', production ? ['https:'] : ['http:', 'https:']);
    const [key, secret] = [raw('PAYMENTS_KEY'), raw('PAYMENTS_SECRET')];
    if (key === undefined || secret === undefined || secret.length < 32)
      faults.push('PAYMENTS_URL needs PAYMENTS_KEY, and PAYMENTS_SECRET with at least 32 characters');
    return { url: address ?? '', key: key ?? '', secret: secret ?? '' };
  };

  const mode = oneOf('MODE', ['demo', 'production'] as const, 'demo');
  const production = mode === 'production';
  const port = integer('PORT', 8080, 0, 65535);
  const host = raw('HOST') ?? '127.0.0.1';
  const baseUrl =
    url('BASE_URL', ['http:', 'https:']) ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const secret = raw('SECRET');
  const now = raw('NOW');
  const readClient = (prefix: 'OIDC' | 'OIDC_STAFF'): OidcClient | undefined => {
    const issuer = url(`${prefix}_ISSUER`, ['http:', 'https:']);
    const clientId = raw(`${prefix}_CLIENT_ID`);
    const clientSecret = raw(`${prefix}_CLIENT_SECRET`);
    if (issuer && (!clientId || !clientSecret))
      faults.push(`${prefix}_CLIENT_ID and ${prefix}_CLIENT_SECRET must be set with ${prefix}_ISSUER`);
    if (issuer && production && !issuer.startsWith('https:'))
      faults.push(`${prefix}_ISSUER must be https in production`);
    return issuer && clientId && clientSecret ? { issuer, clientId, clientSecret } : undefined;
  };
  const oidc = readClient('OIDC');
  const oidcStaff = readClient('OIDC_STAFF');
  if (oidcStaff && !oidc) faults.push('OIDC_STAFF_ISSUER needs OIDC_ISSUER: residents sign in there');
  if (oidcStaff && oidcStaff.issuer === oidc?.issuer)
    faults.push('OIDC_STAFF_ISSUER must be another provider than OIDC_ISSUER');
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
  if (production) {
    if (!secret) faults.push('SECRET is required in production');
    if (!oidc && raw('OIDC_ISSUER') === undefined) faults.push('OIDC_ISSUER is required in production');
    if (!baseUrl.startsWith('https:')) faults.push('BASE_URL must be https in production');
    if (now) faults.push('NOW is allowed in demo mode only');
  }
  const logKey = raw('LOG_KEY');
  if (logKey !== undefined && !isPrivateKey(logKey))
    faults.push('LOG_KEY must be an Ed25519 private key, PKCS #8 in Base64 on one line');
  const witness = readWitness();
  const seeding = readSeed(raw, production, faults);
  const config: Config = {
    port,
    host,
    baseUrl,
    databaseUrl: url('DATABASE_URL', ['postgres:', 'postgresql:']),
    dataDir: raw('DATA_DIR') ?? './var',
    canton: raw('CANTON') ?? 'canton/basel-stadt',
    mode,
    concurrency: integer('WEB_CONCURRENCY', 1, 1, 64),
    ...readMail(raw, url, faults),
    secret,
    oidc,
    oidcStaff,
    eid,
    metricsToken: raw('METRICS_TOKEN'),
    clamavUrl,
    map: { tiles: mapTiles, attribution: raw('MAP_ATTRIBUTION') ?? '' },
    logKey,
    witness,
    register: readRegister(),
    payments: readPayments(),
    registerPersons: Math.max(integer('REGISTER_PERSONS', 500, 0, 1_000_000), seeding.scale),
    ...seeding,
    open311Keys: readKeys(raw('OPEN311_KEYS'), faults),
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

/** `name=key`, separated by commas; the keys are secrets, so faults do not repeat them. */
function readKeys(value: string | undefined, faults: string[]): Config['open311Keys'] {
  if (value === undefined) return [];
  const pairs = value.split(',').map((each) => /^\s*([\w-]{1,40})=([\w-]{16,200})\s*$/.exec(each));
  if (pairs.some((each) => each === null))
    faults.push('OPEN311_KEYS must be name=key,name=key; keys have at least 16 characters');
  return pairs.flatMap((each) => (each ? [{ name: each[1] ?? '', key: each[2] ?? '' }] : []));
}

/** In demonstrations also plain http, for a tile server beside the program. */
function isTileAddress(value: string, production: boolean): boolean {
  const plain = value.replace(/[{}]/g, '');
  if (!URL.canParse(plain) || !['{z}', '{x}', '{y}'].every((part) => value.includes(part))) return false;
  return ['https:', ...(production ? [] : ['http:'])].includes(new URL(plain).protocol);
}

/** What the primary process has found or started: where the (perhaps embedded) database is, which witness, registers and payments. */
export interface Beside extends Pick<Config, 'witness' | 'register' | 'payments'> {
  databaseUrl: string;
}

/** What the primary process tells its web processes. @param first it seeds */
export function handover(
  { databaseUrl, witness, register, payments }: Beside,
  first: boolean,
): Record<string, string> {
  return {
    DREHSCHEIBE_DATABASE: databaseUrl,
    DREHSCHEIBE_FIRST: first ? '1' : '',
    DREHSCHEIBE_WITNESS: JSON.stringify(witness),
    DREHSCHEIBE_REGISTER: JSON.stringify(register),
    DREHSCHEIBE_PAYMENTS: JSON.stringify(payments),
  };
}

export function readHandover(): Beside & { first: boolean } {
  return {
    databaseUrl: process.env['DREHSCHEIBE_DATABASE'] ?? '',
    first: process.env['DREHSCHEIBE_FIRST'] === '1',
    witness: JSON.parse(process.env['DREHSCHEIBE_WITNESS'] ?? '"none"') as Config['witness'],
    register: JSON.parse(process.env['DREHSCHEIBE_REGISTER'] ?? '"none"') as Config['register'],
    payments: JSON.parse(process.env['DREHSCHEIBE_PAYMENTS'] ?? '"none"') as Config['payments'],
  };
}
