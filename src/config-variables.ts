// The environment variables with their meaning: what `docs/reference/configuration.md` is generated from.

export interface Variable {
  name: string;
  meaning: string;
  fallback: string;
}

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
  { name: 'SMTP_URL_2', meaning: 'mail server that takes over where the first can’t', fallback: '' },
  {
    name: 'BOUNCE_TOKEN',
    meaning:
      'at least 32 characters; bearer token for POST /api/v1/mail/bounces, which takes reports of non-delivery; absent: 404',
    fallback: '',
  },
  {
    name: 'PUSH_SERVICES',
    meaning: 'hosts of web push services, parted by commas; a leading dot stands for all below',
    fallback: 'those of the browsers in wide use',
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
    name: 'OIDC_STAFF_ISSUER',
    meaning: 'identity provider of staff; absent: the one of residents. Then only it says who is staff',
    fallback: '',
  },
  { name: 'OIDC_STAFF_CLIENT_ID', meaning: 'client id at the identity provider of staff', fallback: '' },
  {
    name: 'OIDC_STAFF_CLIENT_SECRET',
    meaning: 'client secret at the identity provider of staff',
    fallback: '',
  },
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
    name: 'OPEN311_KEYS',
    meaning:
      'keys of programs that send reports by Open311, name=key separated by commas, at least 16 characters each; demonstrations also know the key "demo"',
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
  {
    name: 'REGISTER_URL',
    meaning:
      'X-Road security server for questions to registers, address before /r1; own: simulated registers in a process beside this one; none: nothing is known',
    fallback: 'own in demo mode, none in production',
  },
  {
    name: 'PAYMENTS_URL',
    meaning:
      'payment service for card and TWINT, address before /v1; own: a simulated one in a process beside this one; none: bills are paid by QR-bill only',
    fallback: 'own in demo mode, none in production',
  },
  { name: 'PAYMENTS_KEY', meaning: 'key that lets this program in at PAYMENTS_URL', fallback: '' },
  {
    name: 'PAYMENTS_SECRET',
    meaning: 'secret with which the service at PAYMENTS_URL signs its calls, at least 32 characters',
    fallback: '',
  },
  {
    name: 'REGISTER_PERSONS',
    meaning: 'residents that the simulated register invents beside the canton’s own',
    fallback: '500',
  },
  {
    name: 'SEED',
    meaning:
      'demo, none, or scale:N: the demonstration and N invented persons (1 to 1000000) with accounts and cases, also in the simulated register',
    fallback: 'demo in demo mode, none in production',
  },
  { name: 'NOW', meaning: 'demo only: ISO instant from which the clock runs', fallback: '' },
  { name: 'TRUSTED_PROXIES', meaning: 'number of proxies in front', fallback: '0' },
  {
    name: 'LOG_LEVEL',
    meaning: 'fatal, error, warn, info, debug or silent',
    fallback: 'warn in demo, info in production',
  },
];
