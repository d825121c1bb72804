import { failedCondition, type Reason } from './cancellations.ts';

const TRIES = 5;

interface Written {
  readonly canceled: boolean;
  readonly data: readonly Reason[];
}

/**
 * Does a transaction, and a few times again at once where nothing but others' transactions on the same rows
 * stood in its way: those take milliseconds, a message that goes back to its queue rests for seconds.
 */
export const inContention = async <Result extends Written>(
  write: () => Promise<Result>,
  tries = TRIES,
): Promise<Result> => {
  const result = await write();
  return tries > 1 && wasContended(result) ? inContention(write, tries - 1) : result;
};

const wasContended = ({ canceled, data }: Written) =>
  canceled && !data.some(failedCondition) && data.some(({ code }) => code === 'TransactionConflict');
