import type { Session } from './Command.ts';
import type { DeadLetterQueue, Letter } from './core/Letter.ts';
import { OperatorError, misuse } from './core/OperatorError.ts';
import { labelOf } from './core/queues.ts';
import { holding } from './holdEach.ts';

/** Characters of an id that name a letter; `peek` shows as many. */
const SHORTEST_ID = 8;
/** Of a whole UUID: https://www.rfc-editor.org/rfc/rfc9562 */
const WHOLE_ID = 36;

/** Finds one letter by the beginning of its id. Throws `OperatorError` where there is none, or more than one. */
export async function findLetter(
  session: Session,
  id: string,
  queues: readonly DeadLetterQueue[],
): Promise<Letter> {
  if (id.length < SHORTEST_ID)
    throw misuse(`${id} is too short: give ${SHORTEST_ID} characters of an id at least.`);
  const found: Letter[] = [];
  for (const queue of queues) {
    const limit = id.length === WHOLE_ID ? 1 : 2;
    const options = { filter: { ids: [id] }, limit, logsOf: 'all' } as const;
    found.push(...(await holding(session, queue, options, async ({ letters }) => letters)));
    if (found.length > 1) throw misuse(`Several letters begin with ${id}: give more of the id.`);
    if (found.length > 0 && limit === 1) break;
  }
  const [letter] = found;
  if (letter) return letter;
  const where = queues.length === 1 ? queues.map(labelOf).join() : `any of ${queues.length} queues`;
  throw new OperatorError(
    `There is no letter ${id} in ${where}. It may have been redriven or deleted: see history.`,
  );
}
