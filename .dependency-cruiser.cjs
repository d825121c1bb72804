/**
 * Who may import whom. Folders are where the code runs, and inside them come the domains.
 * `test/laws/imports.test.ts` holds the code to it, and shows that each rule bites.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */
const ours = '(model|letters|resolvers|lambda-fns|lib|local|start|test|bench|dashboard)';
const everythingBut = (...folders) => `^(?!${folders.map((folder) => `${folder}/`).join('|')})${ours}/`;

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** A capital names an entity. */
const ENTITIES = ['^model/[A-Z]', '^model/[^/]+/[A-Z]'];

module.exports = {
  forbidden: [
    forbid(
      'no-cycles',
      'What needs each other is one thing, or hides a third. Types count: a reader follows them, too.',
      {},
      { circular: true },
    ),
    forbid(
      'model-stands-alone',
      'The business knows nothing of where it runs.',
      { path: '^model/' },
      { path: everythingBut('model') },
    ),
    forbid(
      'resolvers-see-the-model',
      'APPSYNC_JS is bundled from resolvers and the plain files of the model.',
      { path: '^resolvers/' },
      { path: everythingBut('resolvers', 'model') },
    ),
    forbid(
      'resolvers-see-no-entities',
      'A capital names an entity of ElectroDB, which cannot run in APPSYNC_JS: keys, states and plain functions can.',
      { path: '^resolvers/' },
      { path: ENTITIES },
    ),
    forbid(
      'resolvers-see-only-types-of-messages',
      'Messages and events are checked by a library that cannot run in APPSYNC_JS.',
      { path: '^resolvers/' },
      {
        path: [
          '^model/(messages|messageFormats|sagaCommands|upgrades|eventFields|eventCatalog)\\.ts$',
          '^model/[^/]+/(messages|eventSchemas)\\.ts$',
        ],
        dependencyTypesNot: ['type-only'],
      },
    ),
    forbid(
      'functions-see-the-model',
      'A function is deployed by itself. Those for dead letters share the core of the command-line tool.',
      { path: '^lambda-fns/' },
      { path: everythingBut('lambda-fns', 'model', 'letters') },
    ),
    forbid(
      'functions-see-the-core-of-letters',
      'Only the functions of dead letters bundle the core of the tool, and nothing of its commands.',
      { path: '^lambda-fns/(?!deadLetters/)' },
      { path: '^letters/' },
    ),
    forbid(
      'functions-see-no-commands',
      'Commands are for a terminal.',
      { path: '^lambda-fns/' },
      { path: '^letters/(?!core/)' },
    ),
    forbid(
      'letters-see-the-model',
      'The core knows AWS by its endpoints, here as there. A dry run works on a copy in a table of the local cloud.',
      { path: '^letters/(?!dryRun/)' },
      { path: everythingBut('letters', 'model') },
    ),
    forbid(
      'dry-runs-see-the-local-cloud',
      'Their copy of the table is a table of the local cloud.',
      { path: '^letters/dryRun/' },
      { path: everythingBut('letters', 'model', 'local') },
    ),
    forbid(
      'lib-names-code-by-path',
      'Stacks bundle what runs on AWS; importing it would run it while synthesizing.',
      { path: '^lib/' },
      { path: everythingBut('lib', 'model') },
    ),
    forbid(
      'lib-sees-no-entities',
      'Stacks need names and keys of the model.',
      { path: '^lib/' },
      { path: ENTITIES },
    ),
    forbid(
      'local-sees-itself',
      'The local cloud interprets any template and knows nothing of this one.',
      { path: '^local/' },
      { path: everythingBut('local') },
    ),
    forbid(
      'start-joins-lib-and-local',
      'Starting is joining the two.',
      { path: '^start/' },
      { path: everythingBut('start', 'lib', 'local') },
    ),
    forbid(
      'dashboard-stands-alone',
      'The page knows the API by its schema, as any other client does.',
      { path: '^dashboard/' },
      { path: everythingBut('dashboard'), pathNot: '^model/schema\\.ts$' },
    ),
    forbid(
      'nobody-imports-the-dashboard',
      'It runs in a browser; stacks bundle it by its path. What it decides without one has unit tests.',
      { path: everythingBut('dashboard'), pathNot: '^test/dashboard/' },
      { path: '^dashboard/' },
    ),
    forbid(
      'pages-meet-in-components',
      'The pages of one kind of person are fetched without those of the others. What all need are components, data and the session.',
      { path: '^dashboard/(resident|caretaker|operator|messages)/' },
      {
        path: '^dashboard/(resident|caretaker|operator|messages|[A-Za-z]+\\.tsx?$)',
        pathNot: ['^dashboard/$1/', '^dashboard/PageEntry\\.ts$'],
      },
    ),
    forbid(
      'nobody-imports-start-or-tests',
      'Both stand at the end.',
      { path: '^(?!start/|test/|bench/)' },
      { path: '^(start|test)/' },
    ),
    forbid(
      'domains-meet-in-events',
      'A domain reacts to what another announces; it does not reach into it. What every domain needs is the platform.',
      { path: '^(model|resolvers|lambda-fns)/([^/]+)/' },
      { path: '^$1/[^/]+/', pathNot: ['^$1/$2/', '^$1/platform/', '/(events|eventSchemas)\\.ts$'] },
    ),
    forbid(
      'functions-see-only-types-of-event-schemas',
      'A function checks what it reads of a message; to check what it writes would be larger and slower.',
      { path: '^lambda-fns/' },
      {
        path: ['^model/(eventFields|eventCatalog)\\.ts$', '^model/[^/]+/eventSchemas\\.ts$'],
        dependencyTypesNot: ['type-only'],
      },
    ),
    forbid(
      'domains-share-only-rows',
      "A transaction over two domains needs the other's keys, states and entities, and no more of it.",
      { path: '^(?:resolvers|lambda-fns)/(?!platform/)([^/]+)/' },
      { path: '^model/[^/]+/', pathNot: ['^model/$1/', '/(keys|states|events)\\.ts$', ...ENTITIES] },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.cjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types'],
    },
  },
};
