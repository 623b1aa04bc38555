/** What a company has records of: whoever counts them all, or fills them from files, calls each of these. */
const records = ['attributes', 'contacts', 'campaigns', 'touches', 'leads', 'pipeline']

/**
 * Who may import whom. The `uses` map is the architecture: a domain calls those listed beside it, through their
 * front doors, and nobody else. Whatever has to travel the other way travels as a journal event.
 * ARCHITECTURE.md explains the map; test/tidy/boundaries.test.ts plants a violation of every rule and sees it caught.
 */
const uses = {
  journal: [],
  workspace: ['journal'],
  notifications: ['workspace', 'journal'],
  agreements: ['workspace', 'journal', 'notifications'],
  calendars: [],
  attributes: ['workspace', 'journal'],
  contacts: ['workspace', 'journal', 'attributes'],
  committees: ['workspace', 'journal', 'contacts'],
  campaigns: ['workspace', 'journal'],
  touches: ['workspace', 'journal', 'contacts', 'campaigns'],
  leads: ['workspace', 'journal', 'attributes', 'contacts', 'campaigns', 'touches'],
  pipeline: ['workspace', 'journal', 'attributes', 'contacts', 'leads', 'campaigns'],
  criteria: ['workspace', 'journal', 'agreements', 'attributes', 'contacts', 'campaigns', 'touches', 'leads'],
  judging: ['workspace', 'journal', 'contacts', 'leads', 'criteria', 'agreements'],
  profiles: ['workspace', 'agreements', 'criteria'],
  calibration: ['journal', 'notifications', 'agreements', 'criteria', 'judging'],
  backtests: ['workspace', 'journal', 'agreements', 'leads', 'criteria', 'judging'],
  metrics: ['workspace', 'journal', 'agreements', ...records],
  intake: ['workspace', 'journal', 'agreements', ...records],
  erasures: ['workspace', 'journal', 'contacts', 'intake'],
  learning: ['workspace', 'journal', 'attributes', 'leads'],
  sample: [
    'workspace',
    'journal',
    'notifications',
    'agreements',
    'judging',
    'calibration',
    'backtests',
    'intake',
    'attributes',
  ],
}

const domains = '^server/domains/'
const test = '\\.test\\.tsx?$'
const store = '(/|\\.)store(\\.ts$|/)'
const type = ['type-only']

/** Packages that compute and do nothing else: the same question always has the same answer. */
const purePackages = 'node_modules/(zod|libphonenumber-js|tldts)/'

const domainRules = Object.entries(uses).map(([name, allowed]) => ({
  name: `uses:${name}`,
  severity: 'error',
  comment: `${name} may call ${allowed.join(', ') || 'no other domain'}, each through its index.ts.`,
  from: { path: `${domains}${name}/`, pathNot: test },
  to: {
    path: domains,
    pathNot: [`${domains}${name}/`, ...allowed.map((other) => `${domains}${other}/index\\.ts$`)],
  },
}))

module.exports = {
  forbidden: [
    ...domainRules,
    {
      name: 'domain-not-in-map',
      severity: 'error',
      comment: 'A new domain is a decision about the architecture: it enters the map above.',
      from: { path: domains, pathNot: `${domains}(${Object.keys(uses).join('|')})/` },
      to: {},
    },
    {
      name: 'front-door-from-outside',
      severity: 'error',
      comment:
        'From outside, a domain is its index.ts; the program wires routes and jobs, the description wires routes.',
      from: { path: '^(server/(?!domains/)|cli/)', pathNot: test },
      to: { path: `${domains}[^/]+/`, pathNot: `${domains}[^/]+/(index|routes|jobs)\\.ts$` },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      comment: 'A rule computes from what it is given: contract, sibling rules and pure packages only.',
      from: { path: `${domains}([^/]+)/rules/`, pathNot: test },
      to: { pathNot: ['^contract/', `${domains}$1/rules/`, purePackages], dependencyTypesNot: type },
    },
    {
      name: 'only-store-speaks-sql',
      severity: 'error',
      comment:
        'SQL has one place in each domain, so that the workspace in every query can be read in one file.',
      from: { path: domains, pathNot: [store, test] },
      to: {
        path: ['node_modules/(kysely|pg|pg-copy-streams)/', '^server/platform/database'],
        dependencyTypesNot: type,
      },
    },
    {
      name: 'only-routes-know-http',
      severity: 'error',
      comment: 'The business can be called from anywhere: HTTP is one of several callers.',
      from: { path: domains, pathNot: ['/routes\\.ts$', test] },
      to: { path: ['^server/http/', 'node_modules/(@fastify|fastify|fastify-type-provider-zod)/'] },
    },
    {
      name: 'routes-use-the-front-door',
      severity: 'error',
      comment: 'A route parses, makes one call of a use case, presents.',
      from: { path: `${domains}([^/]+)/routes\\.ts$` },
      to: { path: domains, pathNot: `${domains}$1/(index|present)\\.ts$` },
    },
    {
      name: 'analytics-answers-metrics',
      severity: 'error',
      comment:
        'Only the store of metrics asks the columnar copy, and the program starts it: one place to look for figures.',
      from: {
        path: '^(server|cli|contract|web)/',
        pathNot: ['^server/analytics/', '^server/main\\.ts$', `${domains}metrics/.*store`, test],
      },
      to: { path: '^server/analytics/' },
    },
    {
      name: 'analytics-knows-no-business',
      severity: 'error',
      from: { path: '^server/analytics/', pathNot: test },
      to: { path: '^(server/(domains|http|jobs|main|worker)|web|cli)' },
    },
    {
      name: 'platform-knows-no-business',
      severity: 'error',
      from: { path: '^server/platform/', pathNot: test },
      to: { path: '^(server/(domains|http|analytics|jobs|main|worker)|web|cli)' },
    },
    {
      name: 'http-knows-no-business',
      severity: 'error',
      from: { path: '^server/http/', pathNot: test },
      to: { path: '^(server/(domains|analytics|jobs|main|worker)|web|cli)' },
    },
    {
      name: 'contract-stands-alone',
      severity: 'error',
      comment: 'Server, web and command line all read it, so it reads none of them.',
      from: { path: '^contract/', pathNot: test },
      to: { pathNot: ['^contract/', 'node_modules/zod/'] },
    },
    { name: 'web-not-server', severity: 'error', from: { path: '^web/' }, to: { path: '^(server|cli|db)/' } },
    { name: 'server-not-web', severity: 'error', from: { path: '^(server|cli)/' }, to: { path: '^web/' } },
    {
      name: 'pages-stay-apart',
      severity: 'error',
      comment: 'What two pages share moves to web/parts.',
      from: { path: '^web/pages/([^/]+)/', pathNot: test },
      to: { path: '^web/pages/', pathNot: '^web/pages/$1/' },
    },
    {
      name: 'parts-serve-pages',
      severity: 'error',
      from: { path: '^web/parts/', pathNot: test },
      to: { path: '^web/(pages|app/(shell|router|main))' },
    },
    {
      name: 'ui-knows-no-business',
      severity: 'error',
      comment: 'The design system could serve another product.',
      from: { path: '^web/ui/', pathNot: test },
      to: { path: '^(contract|web/(pages|parts|app))/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: type } },
    },
    {
      name: 'no-test-code-in-product',
      severity: 'error',
      from: { pathNot: ['^test/', '^bench/', test] },
      to: { path: ['^test/', '^bench/', test] },
    },
    {
      name: 'product-needs-no-tools',
      severity: 'error',
      comment: 'What runs in production is a dependency, not a development dependency.',
      from: { path: '^(server|cli|contract)/', pathNot: test },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: type },
    },
    {
      name: 'nothing-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^web/dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
