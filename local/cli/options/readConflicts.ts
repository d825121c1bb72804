import { OperatorError } from '../../platform/errors.ts';
import {
  type TransactionConflicts,
  transactionConflicts,
} from '../../services/dynamodb/transactions/createOngoingTransactions.ts';
import type { CloudOptions } from '../../startCloud.ts';
import { optionGroup } from './OptionGroup.ts';

/** Whether transactions conflict. */
export const conflictsOptions = optionGroup({
  options: { conflicts: { type: 'string' } },
  usage: [
    [
      '--conflicts HOW',
      "how long DynamoDB's transactions stand in each other's way: off, realistic (the default) or hostile",
    ],
  ],
  read: ({ conflicts }) => readConflicts(conflicts),
});

/** Throws `OperatorError` for a word that is none of the three. */
export function readConflicts(how: string | undefined): Pick<CloudOptions, 'conflicts'> {
  if (how === undefined) return {};
  if (isConflicts(how)) return { conflicts: how };
  throw new OperatorError(
    `--conflicts is ${JSON.stringify(how)}: give one of ${transactionConflicts.join(', ')}.`,
  );
}

const isConflicts = (how: string): how is TransactionConflicts =>
  transactionConflicts.some((each) => each === how);
