import appsync from '@aws-appsync/eslint-plugin';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';
import { assertionsHaveReasons } from './lint/assertionsHaveReasons.js';

/** What runs in APPSYNC_JS: resolvers, and the plain files of the model they are bundled with. */
export const appsyncFiles = [
  'resolvers/**/*.ts',
  'model/*/keys.ts',
  'model/*/states.ts',
  'model/*/stays.ts',
  'model/*/kinds.ts',
  'model/catalog/decisions.ts',
  'model/*.ts',
];

const everywhere = [
  'letters',
  'lib',
  'resolvers',
  'lambda-fns',
  'model',
  'local',
  'start',
  'test',
  'bench',
  'dashboard',
].map((folder) => `${folder}/**/*.{ts,tsx}`);
const generated = ['model/schema.ts', 'dashboard/**/*.documents.ts'];
/** What messages are checked with, which no resolver does. */
const messageParts = [
  'model/messages.ts',
  'model/messageFormats.ts',
  'model/sagaCommands.ts',
  'model/upgrades.ts',
  'model/eventFields.ts',
  'model/eventCatalog.ts',
];

const pathnames = [
  'MemberExpression[property.name="pathname"][object.callee.name="URL"]:has(MetaProperty), VariableDeclarator[id.type="ObjectPattern"][init.callee.name="URL"]:has(MetaProperty)',
  'The path of a URL is percent-encoded, so it names nothing in a folder with a space: use import.meta.dirname.',
];

/** `[selector, message]`, as `no-restricted-syntax` takes them; with what is banned everywhere. */
const banned = (...pairs) => [
  'error',
  ...[pathnames, ...pairs].map(([selector, message]) => ({ selector, message })),
];

const environment = [
  'MemberExpression[object.name="process"][property.name="env"], MemberExpression[object.name="process"][property.value="env"]',
  'One module a world reads the environment: lambda-fns/platform/environment.ts, lambda-fns/operations/shared/environment.ts, lambda-fns/platform/bindAskedEntity.ts, letters/main.ts, start/main.ts, start/load/main.ts, start/smoke/main.ts, start/cards/main.ts, start/upgrade/main.ts.',
];
const timers = [
  'CallExpression[callee.name=/^(setTimeout|setInterval)$/], MemberExpression[object.name="globalThis"][property.name=/^(setTimeout|setInterval)$/]',
  'Time passes by the clock of the world.',
];
const timerModules = [
  'ImportDeclaration[source.value=/^(node:)?timers/]',
  'Time passes by the clock of the world.',
];
const now = [
  'MemberExpression[object.name="Date"][property.name="now"], NewExpression[callee.name="Date"][arguments.length=0], CallExpression[callee.name="Date"]',
  'The clock of the world tells the time.',
];
const stopwatches = [
  'MemberExpression[object.name="performance"][property.name="now"], MemberExpression[object.name="process"][property.name="hrtime"]',
  'The clock of the world tells the time.',
];
const chance = [
  'MemberExpression[object.name="Math"][property.name="random"], MemberExpression[object.name="crypto"][property.name=/^(random|getRandomValues)/]',
  'The randomness of the world makes ids up.',
];
const chanceModules = [
  'ImportDeclaration[source.value=/^(node:)?crypto$/] ImportSpecifier[imported.name=/^(random|getRandomValues|webcrypto|generateKey)/]',
  'The randomness of the world makes ids up.',
];

const sleeps = banned(
  [timers[0], 'No test sleeps: move the clock, or await what is to come with withDeadline.'],
  [timerModules[0], 'No test sleeps: move the clock, or await what is to come with withDeadline.'],
);

/** What runs in the end, not tests. What needs types to be judged is in .oxlintrc.json, for the sake of speed. */
const sources = [
  'bench',
  'dashboard',
  'lambda-fns',
  'letters',
  'lib',
  'local',
  'model',
  'resolvers',
  'start',
].map((folder) => `${folder}/**/*.{ts,tsx}`);

export default tseslint.config(
  {
    ignores: [
      'node_modules',
      'build',
      'cdk.out',
      'coverage',
      // Code that is wrong on purpose.
      'test/**/fixtures/planted/**',
      // Apps as others write them.
      'test/local/fixtures/**',
    ],
  },
  {
    files: sources,
    ignores: generated,
    plugins: { ours: { rules: { 'assertions-have-reasons': assertionsHaveReasons } } },
    rules: {
      'ours/assertions-have-reasons': 'error',
    },
  },
  // A comment cannot switch a law off: exceptions stand here, each with its reason.
  { linterOptions: { noInlineConfig: true } },
  {
    files: everywhere,
    languageOptions: { parser: tseslint.parser },
    rules: {
      'no-restricted-syntax': banned(),
      'no-warning-comments': ['error', { terms: ['oxlint-disable'], location: 'anywhere' }],
    },
  },
  {
    // What meets input takes linear time: https://ota-meshi.github.io/eslint-plugin-regexp/rules/
    files: sources,
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential' }],
    },
  },
  {
    files: everywhere,
    ignores: generated,
    rules: {
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true, IIFEs: true }],
    },
  },
  {
    // A `describe` is a chapter, not a function.
    files: ['test/**/*.test.ts', 'test/local/conformance/**/*.ts'],
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    files: [
      'letters/**/*.ts',
      'lib/**/*.ts',
      'resolvers/**/*.ts',
      'lambda-fns/**/*.ts',
      'model/**/*.ts',
      'start/**/*.ts',
    ],
    ignores: [
      'lambda-fns/platform/environment.ts',
      'lambda-fns/platform/bindAskedEntity.ts',
      'lambda-fns/operations/shared/environment.ts',
      'letters/main.ts',
      'start/main.ts',
      'start/load/main.ts',
      'start/smoke/main.ts',
      'start/cards/main.ts',
      'start/upgrade/main.ts',
    ],
    rules: { 'no-restricted-syntax': banned(environment) },
  },
  {
    files: ['local/**/*.{ts,tsx}'],
    ignores: ['local/console/**'],
    rules: {
      'no-restricted-syntax': banned(
        environment,
        timers,
        timerModules,
        now,
        stopwatches,
        chance,
        chanceModules,
      ),
    },
  },
  {
    files: [
      // Where the clock and the randomness of the world come from.
      'local/platform/createClock.ts',
      'local/platform/Randomness.ts',
      // Where they are put in the place of the machine's, inside a function's sandbox and a resolver's realm.
      'local/services/lambda/sandbox/worker/*.ts',
      'local/services/appsync/runtime/createRealm.ts',
      // A sandbox that spins in a loop stands still by every clock but the machine's, and its memory grows by it.
      'local/services/lambda/sandbox/watchForSpin.ts',
      'local/services/lambda/sandbox/watchMemory.ts',
      // A key pair cannot be drawn from a generator of ours.
      'local/services/cognito/tokens/createKeys.ts',
      // Clients judge a certificate by the machine's clock.
      'local/adapters/createCertificate.ts',
      // The module that reads this world's environment.
      'local/main.ts',
      'local/trace.ts',
    ],
    rules: { 'no-restricted-syntax': banned() },
  },
  { files: ['test/**/*.ts'], rules: { 'no-restricted-syntax': sleeps } },
  {
    files: [
      'test/support/deadline.ts',
      // Waits for another process, a real DynamoDB Local, to open its port.
      'test/local/conformance/dynamodb/engines.ts',
      // Attacks a process of its own, whose time nobody can move.
      'test/hostile/pause.ts',
      'test/hostile/target/doors.ts',
    ],
    rules: { 'no-restricted-syntax': banned() },
  },
  {
    ...appsync.configs.recommended,
    files: appsyncFiles,
    ignores: [...generated, ...messageParts],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: {
        project: 'lint/tsconfig.json',
        tsconfigRootDir: import.meta.dirname,
        jsDocParsingMode: 'none',
      },
    },
  },
);
