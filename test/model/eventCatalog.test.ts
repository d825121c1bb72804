import { expect, test } from 'vitest';
import * as z from 'zod';
import { eventCatalog } from '../../model/eventCatalog.ts';
import { idField, instantField, labelField } from '../../model/eventFields.ts';
import { personalFieldsOf } from './personalFields.ts';

const schemaOf = (data: z.ZodType) => z.toJSONSchema(data, { target: 'draft-7' });

test.each([...eventCatalog])('%s has no field for personal data', (_, { data }) => {
  expect(personalFieldsOf(schemaOf(data))).toEqual([]);
});

test.each([...eventCatalog])('%s says what happened in one sentence', (_, { says }) => {
  expect(says).toMatch(/^[A-Z].{8,110}[.]$/s);
});

test.each<[string, z.ZodType, string]>([
  ['a field of a person', z.strictObject({ email: labelField('Where to write to') }), 'email: named like'],
  ['one in a list', z.strictObject({ guests: z.array(z.strictObject({ phone: idField('x') })) }), 'phone'],
  ['a text that may hold anything', z.strictObject({ remark: z.string() }), 'remark: a text of which'],
  [
    'a kind of text that nobody knows',
    z.strictObject({ a: z.string().meta({ 'x-holds': 'name' }) }),
    'a: a text',
  ],
  ['a field of any value', z.strictObject({ extra: z.unknown() }), 'extra: may hold anything'],
  [
    'fields of any name',
    z.strictObject({ extra: z.record(z.string(), z.int()) }),
    'extra: may have other fields',
  ],
  ['fields beside those of the schema', z.looseObject({ id: idField('x') }), 'it: may have other fields'],
  [
    'what is in one of two kinds',
    z.union([z.strictObject({}), z.strictObject({ lastName: idField('x') })]),
    'lastName',
  ],
  ['a name of nobody knows what', z.strictObject({ name: labelField('x') }), 'name: say whose'],
])('%s is refused', (_, data, fault) => {
  expect(personalFieldsOf(schemaOf(data))).toEqual([expect.stringContaining(fault)]);
});

test('ids, instants, words, numbers and lists of them are accepted', () => {
  const data = z.strictObject({
    userId: idField('Who'),
    updatedOn: instantField('When'),
    status: z.enum(['A', 'B']),
    flow: z.literal('SAGA').optional(),
    units: z.int(),
    done: z.boolean(),
    lines: z.array(z.strictObject({ sku: idField('Which') })),
  });
  expect(personalFieldsOf(schemaOf(data))).toEqual([]);
});
