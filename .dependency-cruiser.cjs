// The house's arrows: what may import what. A planted violation must fail (tests/architecture/boundaries.test.ts).
const order = [
  'organisation',
  'appointments',
  'identity',
  'policy',
  'notifications',
  'learning',
  'catalogue',
  'data',
  'transparency',
  'cases',
  'money',
  'mandates',
  'insight',
  'governance',
  'intake',
  'corrections',
  'duties',
  'dialogue',
  'contact',
  'participation',
  'news',
  'questions',
  'reports',
  'community',
  'subscriptions',
  'opendata',
  'oversight',
  'archive',
  'initiatives',
  'site',
];

/** A module may import only those above it in src/modules.ts. */
const upward = order.slice(0, -1).map((name, index) => ({
  name: `modules-above-${name}`,
  comment: `${name} may import only the modules above it`,
  severity: 'error',
  from: { path: `^src/modules/${name}/` },
  to: { path: `^src/modules/(${order.slice(index + 1).join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...upward,
    {
      name: 'modules-through-index',
      comment: 'Other modules are used through their index.ts only',
      severity: 'error',
      // Programs of tests are put together from the manifests, like the product itself.
      from: { path: '^src/modules/([^/]+)/', pathNot: ['\\.test\\.tsx?$', '^src/modules/[^/]+/testing/'] },
      to: {
        path: '^src/modules/([^/]+)/.+',
        pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/index\\.ts$'],
      },
    },
    {
      name: 'engine-is-pure',
      comment: 'The engine knows no I/O, no kernel, no module, no Node',
      severity: 'error',
      from: { path: '^src/engine/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^(src/(kernel|modules|ui|cli|config|program|main)|node:|fs$|http$|pg$|fastify)' },
    },
    {
      name: 'engine-without-node',
      severity: 'error',
      from: { path: '^src/engine/', pathNot: '\\.test\\.tsx?$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'ui-is-pure',
      comment: 'Components are functions of their props',
      severity: 'error',
      from: { path: '^src/ui/', pathNot: ['\\.test\\.tsx?$', '^src/ui/(assets|gallery)'] },
      to: { path: '^src/(kernel|modules|engine|cli|config|program|main)' },
    },
    {
      name: 'kernel-knows-no-module',
      severity: 'error',
      from: { path: '^src/kernel/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^src/(modules|cli|program|main)' },
    },
    {
      name: 'kernel-without-engine',
      comment:
        "The kernel serves any content; only the reader of the canton's YAML takes positions in files from the engine, and forms what is readable",
      severity: 'error',
      from: {
        path: '^src/kernel/',
        pathNot: ['\\.test\\.tsx?$', '^src/kernel/(canton-file|http/refuse-unreadable)\\.ts$'],
      },
      to: { path: '^src/engine/' },
    },
    {
      name: 'tlog-is-pure',
      comment:
        'The transparency log’s mathematics knows no I/O: browsers, the witness and the program share it',
      severity: 'error',
      from: { path: '^src/tlog/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^src/', pathNot: '^src/tlog/' },
    },
    {
      name: 'tlog-without-node',
      comment: 'Only hashing and signing by Node’s own cryptography, where nothing has to run in a browser',
      severity: 'error',
      from: { path: '^src/tlog/', pathNot: ['\\.test\\.tsx?$', '^src/tlog/(head|signer)\\.ts$'] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'voting-is-pure',
      comment:
        'Ballots are counted without I/O and without the program: pages, the command and others do it alike',
      severity: 'error',
      from: { path: '^src/voting/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^src/', pathNot: '^src/voting/' },
    },
    {
      name: 'voting-without-node',
      comment:
        'Browsers can count and vote, too; only the key that signs blindly is kept, and the box checked, by Node’s own cryptography',
      severity: 'error',
      from: {
        path: '^src/voting/',
        pathNot: ['\\.test\\.tsx?$', '^src/voting/secret/(authority|quick-check)\\.ts$'],
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'witness-stands-alone',
      comment: 'Whoever runs a witness need not trust the program it watches',
      severity: 'error',
      from: { path: '^src/witness/', pathNot: '\\.test\\.tsx?$' },
      to: {
        path: '^src/',
        pathNot: ['^src/(witness|tlog|kernel/process)/', '^src/kernel/start-fault\\.ts$'],
      },
    },
    {
      name: 'xroad-is-pure',
      comment: 'The protocol is the same for those who ask and for those who answer',
      severity: 'error',
      from: { path: '^src/xroad/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^src/', pathNot: '^src/xroad/' },
    },
    {
      name: 'ech-is-pure',
      comment: 'Messages are the same for those who send and for those who receive',
      severity: 'error',
      from: { path: '^src/ech/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^src/', pathNot: '^src/ech/' },
    },
    {
      name: 'opinion-is-pure',
      comment: 'Whoever recomputes an opinion map needs nothing but the votes',
      severity: 'error',
      from: { path: '^src/opinion/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^src/', pathNot: '^src/opinion/' },
    },
    {
      name: 'opinion-without-node',
      comment: 'It runs in browsers, too',
      severity: 'error',
      from: { path: '^src/opinion/', pathNot: '\\.test\\.tsx?$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'register-stands-alone',
      comment:
        'The simulated registers answer as others would: knowing nothing of the program but the protocol',
      severity: 'error',
      from: { path: '^src/register/', pathNot: '\\.test\\.tsx?$' },
      to: {
        path: '^src/',
        pathNot: ['^src/(register|xroad|ech|kernel/process)/', '^src/kernel/start-fault\\.ts$'],
      },
    },
    {
      name: 'payments-is-pure',
      comment: 'Rules of payments are the same for the program and for the simulated payment service',
      severity: 'error',
      from: { path: '^src/payments/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^src/', pathNot: '^src/payments/' },
    },
    {
      name: 'payments-without-node',
      comment: 'Only calls are signed by Node’s own cryptography',
      severity: 'error',
      from: { path: '^src/payments/', pathNot: ['\\.test\\.tsx?$', '^src/payments/webhook\\.ts$'] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'provider-stands-alone',
      comment:
        'The simulated payment service answers as another would: knowing nothing of the program but the protocol',
      severity: 'error',
      from: { path: '^src/provider/', pathNot: '\\.test\\.tsx?$' },
      to: {
        path: '^src/',
        pathNot: ['^src/(provider|payments|kernel/process)/', '^src/kernel/start-fault\\.ts$'],
      },
    },
    {
      name: 'composition-root-on-top',
      comment: 'Only tests and commands start from the composition root',
      severity: 'error',
      from: { path: '^src/(modules/|ui/)', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^src/(main|program|modules|cli/.+)\\.ts$' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-development-parts',
      comment: 'The product needs no development dependency',
      severity: 'error',
      from: { path: '^src/', pathNot: ['\\.test\\.tsx?$', '^src/.*/testing/', '^src/ui/gallery'] },
      to: { dependencyTypes: ['npm-dev'] },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
