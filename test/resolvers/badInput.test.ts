import { getNamedType, getNullableType, isListType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FeedRecord } from '../../local/platform/Feed.ts';
import { aBuilding, CREATE_BUILDING } from '../journeys/authorization/things.ts';
import * as then from '../journeys/then.ts';
import { describeAnswer, expectedOf, misfitAnswer, shown } from './badInput/answers.ts';
import { attempt } from './badInput/attempt.ts';
import { misfitsOf } from './badInput/misfits.ts';
import type { Bad, Operation, Variables } from './badInput/Operation.ts';
import { operations } from './badInput/operations.ts';
import { documentOf, fields, leavesOf, placesOf } from './badInput/places.ts';
import { setScene, type Scene } from './badInput/Scene.ts';
import { HOSTILE } from './badInput/values.ts';

let scene: Scene;
/** Of each operation, what it takes as it is. */
const good = new Map<Operation, Variables>();
let rowsBefore: unknown[];
const happened: FeedRecord[] = [];

const rows = () => then.items(scene.desk, '');

beforeAll(async () => {
  scene = await setScene();
  for (const operation of operations) good.set(operation, await operation.good(scene));
  await scene.desk.cloud.settles();
  rowsBefore = await rows();
  scene.desk.cloud.world.feed.subscribe((record) => happened.push(record));
});
afterAll(async () => scene.desk[Symbol.asyncDispose]());

const EFFECTS = ['message', 'event', 'invocation', 'delivery'];

/** A write whose condition failed is recorded too: it costs, and changes nothing. */
const isEffect = (record: FeedRecord) =>
  record.kind === 'write' ? record.change !== 'NONE' : EFFECTS.includes(record.kind);

const titleOf = ({ field, use }: Operation) => (use ? `${field} ${use}` : field);
const nameOf = ({ field }: Operation) => field.split('.')[1]!;

/** The variables with a value at a path such as `input.lines[0].sku`. */
const withAt = (variables: Variables, path: string, value: unknown): Variables =>
  replaced(variables, path.match(/[^.[\]]+/g)!, value);

function replaced(whole: any, [first, ...rest]: string[], value: unknown): any {
  const part = rest.length === 0 ? value : replaced(whole?.[first!] ?? {}, rest, value);
  return Array.isArray(whole) ? whole.with(Number(first), part) : { ...whole, [first!]: part };
}

/** The places, of these types or of any, for which no operation has values that are `enough`. */
const untried = (enough: (values: readonly Bad[]) => boolean, types?: string[]) =>
  [...fields].flatMap(([name, field]) => {
    const tables = operations.filter((operation) => operation.field === name).map(({ bad }) => bad);
    return leavesOf(field)
      .filter(({ type }) => !types || types.includes(getNamedType(type).name))
      .filter(({ path }) => !tables.some((bad) => bad[path] && enough(bad[path])))
      .map(({ path }) => `${name}: ${path}`);
  });

describe('the table', () => {
  test('has values for every argument and input field of the schema, and for nothing else', () => {
    const unknown = operations.flatMap(({ field, bad }) => {
      const known = placesOf(fields.get(field)!).map(({ path }) => path);
      return Object.keys(bad).flatMap((path) => (known.includes(path) ? [] : [`${field}: ${path}`]));
    });
    expect(unknown).toEqual([]);
    expect(untried(() => true)).toEqual([]);
  });

  test('has more than what does not fit where any id, text or number fits', () => {
    const takesAny = operations.flatMap(({ field, takesAny }) =>
      (takesAny ?? []).map((path) => `${field}: ${path}`),
    );
    const untriedTexts = untried((values) => values.length > 0, ['ID', 'String', 'Int', 'Float']);
    expect(untriedTexts.sort()).toEqual(takesAny.sort());
  });
});

describe('a bad value is refused by its type and argument', () => {
  const cases = operations.flatMap((operation) =>
    Object.entries(operation.bad)
      .filter(([, values]) => values.length > 0)
      .map(([path, values]) => [`${titleOf(operation)}: ${path}`, { operation, path, values }] as const),
  );

  test.each(cases)('%s', async (_name, { operation, path, values }) => {
    const variables = good.get(operation)!;
    const outcomes = [];
    for (const bad of values) {
      const value = typeof bad.value === 'function' ? bad.value(scene, variables) : bad.value;
      const answer = await attempt(operation, withAt(variables, path, value), scene);
      outcomes.push({
        answered: { value: shown(value), answer: describeAnswer(answer, nameOf(operation), value) },
        expected: { value: shown(value), answer: expectedOf(bad, path, value) },
      });
    }
    expect(outcomes.map(({ answered }) => answered)).toEqual(outcomes.map(({ expected }) => expected));
  });
});

describe('hostile text is refused, by the argument that has it', () => {
  const cases = operations.flatMap((operation) =>
    leavesOf(fields.get(operation.field)!)
      .filter(({ type }) => ['ID', 'String'].includes(getNamedType(type).name))
      .filter(({ path }) => !operation.takesAny?.includes(path))
      // A token can stand only where the first page has one.
      .filter(({ path }) => path !== 'pagination.nextToken' || operation.use === 'further on')
      // GraphQL takes one value for a list of it.
      .map(({ path, type }) => ({ path, place: isListType(getNullableType(type)) ? `${path}[0]` : path }))
      .map(({ path, place }) => [`${titleOf(operation)}: ${path}`, { operation, path, place }] as const),
  );

  test.each(cases)('%s', async (_name, { operation, path, place }) => {
    const answers: Record<string, unknown> = {};
    for (const [what, text] of Object.entries(HOSTILE)) {
      const answer = await attempt(operation, withAt(good.get(operation)!, path, text), scene);
      answers[what] = describeAnswer(answer, nameOf(operation), text);
    }
    const refusal = expectedOf({ value: '', answer: 'InvalidArgument' }, place, '');
    expect(answers).toEqual(Object.fromEntries(Object.keys(HOSTILE).map((what) => [what, refusal])));
  });
});

describe('a value that fits no type is refused by AppSync, in its own words and before any field', () => {
  const once = new Map(operations.map((operation) => [operation.field, operation]));
  const cases = [...once.values()].flatMap((operation) =>
    placesOf(fields.get(operation.field)!).map(
      ({ path, type }) => [`${operation.field}: ${path}`, { operation, path, type }] as const,
    ),
  );

  test.each(cases)('%s', async (_name, { operation, path, type }) => {
    // AppSync names an item by its list.
    const names = path.replaceAll('[0]', '').split('.');
    const [variable, name] = [names[0]!, names.at(-1)!];
    for (const misfit of misfitsOf(name, type)) {
      const answer = await attempt(operation, withAt(good.get(operation)!, path, misfit.value), scene);
      expect(answer).toEqual(misfitAnswer(misfit, documentOf(operation.field), variable));
    }
  });
});

describe('afterwards', () => {
  test('the table holds the rows it held, and no queue got a message', async () => {
    await scene.desk.cloud.settles();
    const after = await rows();
    expect(after).toHaveLength(rowsBefore.length);
    expect(after).toEqual(rowsBefore);
    expect(happened.some(({ kind }) => kind === 'request')).toBe(true);
    expect(happened.filter(isEffect)).toEqual([]);
  });

  test.each(operations.map((operation) => [titleOf(operation), operation] as const))(
    '%s takes what is good, so that it was the bad value that was refused',
    async (_name, operation) => {
      const { errors } = await attempt(operation, good.get(operation)!, scene);
      expect(errors).toBeUndefined();
    },
  );

  test.each([
    "Robert'); DROP TABLE users; --",
    '<script>alert(1)</script>',
    '${ctx.identity}',
    '{"S":"x"}',
    'Łódź 東京 🏠',
    // Joined, and with a variation selector.
    'می\u200cخواهم 👩\u200d👩\u200d👧 ❤\ufe0f',
  ])('a text such as %s is a text, and is kept as it is', async (name) => {
    const { desk } = scene;
    const { createBuilding } = await desk.admin.graphql(CREATE_BUILDING, { input: { ...aBuilding, name } });
    const get = 'query ($id: ID!) { getBuilding(id: $id) { name } }';
    expect(await desk.admin.graphql(get, { id: createBuilding.id })).toEqual({ getBuilding: { name } });
  });
});
