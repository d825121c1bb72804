import { buildSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { errorTypes } from '../../model/errors.ts';
import { askedOnce, expectNewest, keptVersions, ledgerFaults } from './versions.ts';
import { breachesOf } from './webApp/breachesOf.ts';
import {
  createWebAppPact,
  errorTypesOf,
  expectations,
  sdl,
  webAppDocuments,
  type WebAppPact,
} from './webApp/createWebAppPact.ts';

const api = { schema: buildSchema(sdl), errorTypes: Object.keys(errorTypes) };
const pact = createWebAppPact();

test('the newest version says what the web app asks: npx vitest run test/contracts --update', () => {
  expectNewest('web-app', pact);
});

test('versions are added and never changed, and retired by a deployment that is named', () => {
  expect(ledgerFaults('web-app')).toEqual([]);
});

test('each operation of the web app is asked at least once, its subscriptions, too', () => {
  const asked: ReadonlySet<string> = new Set(expectations.map(({ operation }) => operation));
  const names = webAppDocuments().map(({ operation }) => operation.name!.value);
  expect(names.length).toBeGreaterThan(70);
  expect(names.filter((name) => !asked.has(name))).toEqual([]);
});

test.each(keptVersions<WebAppPact>('web-app'))('the API keeps version $version', ({ pact: kept }) => {
  expect(breachesOf(api, kept)).toEqual([]);
});

/** The schema with a text of it changed. */
const changed = (from: string | RegExp, to: string) => {
  expect(sdl).toMatch(from);
  return { ...api, schema: buildSchema(sdl.replace(from, to)) };
};

/** A field of a type, without the line itself. */
const field = (type: string, line: string) =>
  new RegExp(`(${type} (?:@\\w+ ?)*\\{[^}]*?)\\n  ${line.replaceAll(/[[\]!()$]/g, '\\$&')}(?=\\n)`);

describe('a breach is', () => {
  test.each<[string, ReturnType<typeof field>, string, string]>([
    [
      'a field that is gone',
      field('type Order', 'status: OrderStatus!'),
      '$1',
      'Cannot query field "status"',
    ],
    [
      'a field that may be null now',
      field('type Order', 'status: OrderStatus!'),
      '$1\n  status: OrderStatus',
      'Order.status is OrderStatus, and was OrderStatus!',
    ],
    [
      'a field of another type',
      field('type Order', 'amount: Float!'),
      '$1\n  amount: String!',
      'Order.amount is String!, and was Float!',
    ],
    [
      'a list whose items may be null now',
      field('type Order', 'lines: [OrderLine!]!'),
      '$1\n  lines: [OrderLine]!',
      'Order.lines is [OrderLine]!',
    ],
    [
      'an argument that is required now',
      /order\(orderId: ID!\)/,
      'order(orderId: ID!, reason: String!)',
      'OneOrder: Field "order" argument "reason" of type "String!" is required',
    ],
    [
      'a field of an input that is required now',
      /(input CreateApartmentBookingInput \{)/,
      '$1\n  guests: Int!',
      'BookStay: Variable "$input" got invalid value',
    ],
    ['a word that a page has no text for', /(enum OrderStatus \{)/, '$1\n  LOST', 'OrderStatus.LOST'],
    [
      'a word that a page sends and that is gone',
      /(enum Language \{[^}]*?)\n  DE(?=\n)/,
      '$1',
      'SetMessagePreferences',
    ],
    [
      'a subscription whose delivery has a field less',
      field('type OrderStatusUpdate', 'orderId: ID!'),
      '$1',
      'MyOrderStatus: Cannot query field "orderId"',
    ],
  ])('%s', (_, from, to, breach) => {
    expect(breachesOf(changed(from, to), pact).join('\n')).toContain(breach);
  });

  test('a type of error that a page has words for, and that has another name now', () => {
    const renamed = api.errorTypes.map((name) => (name === 'DatesTaken' ? 'NightsTaken' : name));
    expect(breachesOf({ ...api, errorTypes: renamed }, pact)).toEqual([
      'DatesTaken is no type of error any more',
    ]);
  });
});

test('no breach is a field more, one that is never null any more, a word that no page is answered, or an error more', () => {
  const more = [
    changed(/(type Order (?:@\w+ ?)*\{)/, '$1\n  colour: String'),
    changed(field('type Order', 'reason: String'), '$1\n  reason: String!'),
    changed(/(enum SagaStatus \{)/, '$1\n  ASLEEP'),
    { ...api, errorTypes: [...api.errorTypes, 'OutOfHours'] },
  ];
  expect(more.flatMap((each) => breachesOf(each, pact))).toEqual([]);
});

test('errors that a page compares or has words for are found in its source', () => {
  const words =
    "const WORDS: Readonly<Record<string, string>> = {\n  SlotTaken: 'x',\n  Unreachable: 'y',\n};";
  const own = '<FormCard words={{ NotFound: NO_CODE, Malformed: NO_CODE }} colours={{ Red: 1 }} />';
  const found = errorTypesOf([words, own, "if (error.errorType === 'DatesTaken') return;"], api.errorTypes);
  expect(found).toEqual(['DatesTaken', 'NotFound', 'SlotTaken']);
});

test('of an older version all is verified that no newer one asks just so, so that open pages are guarded', () => {
  const [first, second, ...others] = pact.interactions;
  const older = { ...pact, interactions: [{ ...first!, description: 'as it was once' }, second!] };
  const newer = { ...pact, interactions: [first!, second!, ...others] };
  const asked = askedOnce([
    { version: '2', pact: newer },
    { version: '1', pact: older },
  ]);
  expect(asked.map((each) => [each.version, each.pact.interactions.length])).toEqual([
    ['2', pact.interactions.length],
    ['1', 1],
  ]);
  expect(asked[1]!.pact.interactions[0]!.description).toBe('as it was once');
  // And by the schema, too: a page of then selects a field that is gone now.
  const gone = changed(field('type Order', 'status: OrderStatus!'), '$1');
  expect(breachesOf(gone, older).join('\n')).not.toContain('OneOrder');
  expect(breachesOf(gone, newer).join('\n')).toContain('OneOrder');
});

describe('the ledger of versions finds', () => {
  const hash = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  const files = { 2: 'abc' };
  const retired = { 1: { deployment: '2026-12-01', because: 'nobody has asked with it for a month' } };

  test('nothing of a version that is retired by a deployment', () => {
    expect(ledgerFaults('web-app', { kept: { 2: hash }, retired }, files)).toEqual([]);
  });

  test.each<[string, Parameters<typeof ledgerFaults>[1], Record<string, string>]>([
    ['1 was lost: keep it, or say which deployment retired it', { kept: { 2: hash }, retired: {} }, files],
    ['2 was changed: versions are added, and never changed', { kept: { 2: hash }, retired }, { 2: 'abd' }],
    ['2 has no file', { kept: { 2: hash }, retired }, {}],
    ['3 is in no ledger', { kept: { 2: hash }, retired }, { ...files, 3: 'x' }],
    ['1 is kept and retired', { kept: { 1: hash, 2: hash }, retired }, { ...files, 1: 'abc' }],
    [
      '1 is retired by no deployment, or for no reason',
      { kept: { 2: hash }, retired: { 1: { deployment: ' ', because: 'x' } } },
      files,
    ],
  ])('%s', (fault, ledger, found) => {
    expect(ledgerFaults('web-app', ledger, found)).toEqual([fault]);
  });
});
