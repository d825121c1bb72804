import { beforeAll, expect, test } from 'vitest';
import { checkTypes } from '../../../../../local/services/appsync/typeCheck/checkTypes.ts';

const handlers =
  'export const request = (ctx) => ({ payload: null });\nexport const response = (ctx) => ctx.result;\n';

type Case = readonly [what: string, code: string];

const refused = [
  [
    'a member pushed that the list’s first item lacks (aws-appsync-community #334)',
    `${handlers}let b = [{ "a": 5 }];\nb.push({ "b": 6 });`,
    '4:8 TS2345 refused',
  ],
  [
    'a call without a member that is destructured as a parameter (aws-appsync-community #324)',
    `${handlers}const foo = ({ required, optional }) => \`\${required}\${optional}\`;\nfoo({ required: 'bar' });`,
    '4:5 TS2345 refused',
  ],
  ['an argument too many', `${handlers}const owns = () => true;\nowns(1);`, '4:6 TS2554 refused'],
  [
    'a comparison that is never true',
    `${handlers}const mode = 'READ';\nexport const is = () => mode === 'WRITE';`,
    '4:25 TS2367 refused',
  ],
  ['a name that nothing declares', `${handlers}export const next = () => nextToken;`, '3:27 TS2304 refused'],
  [
    'a utility that there is not',
    `import { util } from '@aws-appsync/utils';\n${handlers}export const t = () => util.time.epochSecondsToISO8601(1);`,
    '4:34 TS2551 refused',
  ],
] as const;

const doubtful: readonly Case[] = [
  [
    'a literal whose type was lost in bundling, where AppSync’s declarations ask for it',
    `import { extensions } from '@aws-appsync/utils';\n${handlers}const all = { fieldName: 'id', operator: 'ne', value: '' };\nextensions.setSubscriptionFilter({ filterGroup: [{ filters: [all] }] });`,
  ],
  [
    'a condition that AWS’s own published resolvers have',
    `import { update } from '@aws-appsync/utils/dynamodb';\n${handlers}export const one = (id) => update({ key: { id }, update: {}, condition: { id: { attributeExists: true } } });`,
  ],
];

const taken: readonly Case[] = [
  [
    'globals without an import, JSDoc types, members that are not there',
    `import { util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';
${handlers}/** @param {import('@aws-appsync/utils').Context} ctx */
export const read = (ctx) => ddb.get({ key: { id: ctx.args.id, at: util.time.nowISO8601() } });
/** @type {Record<string, number>[]} */
let b = [{ "a": 5 }];
b.push({ "b": 6 });
const some = {};
some.later = 1;
console.log(some);
extensions.invalidateSubscriptions({});
export const last = ({ one }) => { const { two } = one; return two; };`,
  ],
];

const others: readonly Case[] = [
  ['bundled', `// platform/keys.ts\nvar key = (a) => a;\n\n// orders/order.ts\nkey(1, 2);\n${handlers}`],
  ['wrong fifty times', `const f = () => 1;\n${'f(1);\n'.repeat(50)}${handlers}`],
];

/** One compilation of all. */
let found: ReturnType<typeof checkTypes>;
beforeAll(() => {
  found = checkTypes(
    new Map([...refused, ...doubtful, ...taken, ...others].map(([what, code]) => [what, code])),
  );
});

/** The faults of one module, each as `line:column code certain`. */
const faultsOf = (what: string) =>
  (found.get(what) ?? []).map(
    ({ line, column, code, isCertain }) => `${line}:${column} ${code} ${isCertain ? 'refused' : 'doubtful'}`,
  );

test.each(refused)('what AppSync is recorded to refuse is refused: %s', (what, _code, fault) => {
  expect(faultsOf(what)).toEqual([fault]);
});

test.each(doubtful)('what nobody knows AppSync to refuse is doubtful: %s', (what) => {
  expect(faultsOf(what)).toEqual([expect.stringMatching(/doubtful$/)]);
});

test.each(taken)('what AppSync takes is taken: %s', (what) => {
  expect(faultsOf(what)).toEqual([]);
});

test('a fault names the line of the module and the bundled file that it is from', () => {
  expect(found.get('bundled')).toEqual([
    {
      code: 'TS2554',
      message: 'Expected 0-1 arguments, but got 2.',
      line: 5,
      column: 8,
      file: 'orders/order.ts',
      isCertain: true,
    },
  ]);
});

test('the faults of one module are at most ten', () => {
  expect(faultsOf('wrong fifty times')).toHaveLength(10);
});
