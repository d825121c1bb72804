import * as batchGetItem from 'dynalite/validations/batchGetItem.js';
import * as batchWriteItem from 'dynalite/validations/batchWriteItem.js';
import * as createTable from 'dynalite/validations/createTable.js';
import * as getItem from 'dynalite/validations/getItem.js';
import { checkValidations } from 'dynalite/validations/index.js';
import * as listTables from 'dynalite/validations/listTables.js';
import * as putItem from 'dynalite/validations/putItem.js';
import * as query from 'dynalite/validations/query.js';
import * as scan from 'dynalite/validations/scan.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MemberType, MemberTypes } from '../../../../../local/services/dynamodb/dynalite/checkTypes.ts';
import { createConstraintCheck } from '../../../../../local/services/dynamodb/dynalite/createConstraintCheck.ts';

const tables: readonly MemberTypes[] = [
  batchGetItem,
  batchWriteItem,
  createTable,
  getItem,
  listTables,
  putItem,
  query,
  scan,
].map(({ types }) => types);

const text = fc.oneof(
  { weight: 30, arbitrary: fc.constantFrom('Goods', 'a.b-c_d') },
  { weight: 1, arbitrary: fc.constantFrom('ab', 'x'.repeat(256), 'two words', '') },
  { weight: 1, arbitrary: fc.string({ maxLength: 5 }) },
);
const attribute = fc.record({ S: text });

/** Values of a described type: what is left of an input whose types were checked. */
function valueOf(described: MemberType): fc.Arbitrary<unknown> {
  const { type, children } = typeof described === 'string' ? { type: described } : described;
  if (type.startsWith('AttrStruct')) return attribute;
  if (/Struct/.test(type)) return inputOf((children ?? {}) as MemberTypes);
  const inside = () => valueOf((children ?? 'String') as MemberType);
  if (/List/.test(type)) return fc.array(inside(), { maxLength: 4 });
  if (/Map/.test(type)) return fc.dictionary(text, inside(), { maxKeys: 3 });
  if (type === 'Boolean') return fc.boolean();
  if (/Integer|Long|Double/.test(type)) return fc.integer({ min: -2, max: 2000 });
  const words: unknown = Reflect.get(Object(described), 'enum');
  return Array.isArray(words) ? fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...words) }, text) : text;
}

const inputOf = (types: MemberTypes) =>
  fc.record(
    Object.fromEntries(Object.entries(types).map(([name, described]) => [name, valueOf(described)])),
    { requiredKeys: [] },
  );

test('an input meets the constraints of dynalite’s tables where dynalite has no words for it', () => {
  const counts = { met: 0, unmet: 0 };
  for (const types of tables) {
    const meets = createConstraintCheck(types);
    fc.assert(
      fc.property(inputOf(types), (input) => {
        const words = refusal(input, types);
        if (meets(input)) expect(words).toBeUndefined();
        counts[meets(input) ? 'met' : 'unmet']++;
      }),
      { numRuns: 400 },
    );
  }
  // Neither is rare.
  expect(Math.min(counts.met, counts.unmet)).toBeGreaterThan(100);
});

function refusal(input: object, types: MemberTypes): unknown {
  try {
    checkValidations(input, types, undefined, {});
    return undefined;
  } catch (error) {
    return error;
  }
}

test('what most requests are like meets them', () => {
  const put = { TableName: 'Goods', Item: { pk: { S: 'a' } }, ReturnValues: 'ALL_OLD' };
  expect(createConstraintCheck(putItem.types)(put)).toBe(true);
  const batch = { RequestItems: { Goods: { Keys: [{ pk: { S: 'a' } }] } } };
  expect(createConstraintCheck(batchGetItem.types)(batch)).toBe(true);
  const writes = { RequestItems: { Goods: [{ PutRequest: { Item: { pk: { S: 'a' } } } }] } };
  expect(createConstraintCheck(batchWriteItem.types)(writes)).toBe(true);
});

test('a constraint that is not known is met by nothing', () => {
  const types = { Name: { type: 'String', isPretty: true } };
  expect(createConstraintCheck(types)({ Name: 'a' })).toBe(false);
});
