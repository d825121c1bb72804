import { expect, inject, test } from 'vitest';
import { readTemplates } from '../../../support/readTemplates.ts';
import { readOptions } from './options.ts';
import { tryRemoval } from './tryRemoval.ts';

/** Where stock is taken: without it no order is paid for, and the stock stays as if the order had been canceled. */
const place = readTemplates(inject('assembly'))
  .filter(({ stackName }) => stackName.endsWith('-Inventory'))
  .flatMap(({ stackName, Resources }) =>
    Object.entries(Resources)
      .filter(([logicalId]) => /^AllocateOrderStock\w+WorkerRoleDefaultPolicy/.test(logicalId))
      .map(([logicalId, { Properties }]) => ({
        stackName,
        logicalId,
        index: Properties.PolicyDocument.Statement.findIndex(
          ({ Action }: { Action: unknown }) => Action === 'dynamodb:UpdateItem',
        ),
      })),
  )[0]!;

const INDIFFERENT = 'accounts are read, changed, disabled and deleted';
const NEEDING = 'an order that is canceled gives back its units and its money';

test('a journey fails on a cloud that lacks a statement which it needs', async () => {
  const removal = { name: 'stock', place, neededBy: [INDIFFERENT, NEEDING] };
  expect(await tryRemoval(inject('assembly'), removal)).toEqual({
    journey: NEEDING,
    message: expect.stringContaining('PAYMENT_ACCEPTED'),
  });
});

test('a statement without which no journey fails is reported', async () => {
  const removal = { name: 'stock', place, neededBy: [INDIFFERENT] };
  expect(await tryRemoval(inject('assembly'), removal)).toBeUndefined();
});

test('options choose statements; what is no option is refused', () => {
  expect(readOptions([])).toEqual({ only: undefined, isNewOnly: false });
  expect(readOptions(['--only', 'Orders'])).toEqual({ only: 'Orders', isNewOnly: false });
  expect(readOptions(['--new'])).toEqual({ only: undefined, isNewOnly: true });
  expect(readOptions(['--help'])).toBeUndefined();
  expect(() => readOptions(['Orders'])).toThrow('Unexpected argument');
});
