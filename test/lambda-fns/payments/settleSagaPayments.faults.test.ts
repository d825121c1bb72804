import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AwsError } from '../../../local/platform/AwsError.ts';
import { AMOUNT, doneReplyOf, startSagaPayments } from './startSagaPayments.ts';

const AUTHORIZE = 'AUTHORIZE_CUSTOMER_COMMAND';
const CONFIRM = 'CONFIRM_PAYMENT_COMMAND';
const REFUND = 'REFUND_PAYMENT_COMMAND';
const VOID = 'VOID_AUTHORIZATION_COMMAND';

const crash = async () => {
  throw new AwsError('InternalServerError', 'killed');
};

/** Each command is given, delivered with crashes and faults, doubled, and in the end delivered until it is answered. */
const play = async (
  gateway: 'simulated' | 'stripe',
  seed: number,
  undo: boolean,
  chances: readonly string[],
) => {
  const saga = await startSagaPayments({ gateway, failure: 20, timeout: 20, seed });
  let next = 0;
  const run = async (command: typeof AUTHORIZE | typeof CONFIRM | typeof REFUND | typeof VOID) => {
    await saga.commands(command);
    for (const chance of chances.slice(next, (next += 2))) {
      if (chance === 'killedInTransaction') saga.tableActions.TransactWriteItems = crash;
      if (chance === 'killedAtPut') saga.tableActions.PutItem = crash;
      if (chance === 'killedAtUpdate') saga.tableActions.UpdateItem = crash;
      await saga.deliverOnce(command);
      saga.mend();
      await saga.world.clock.advance(1_000_000);
    }
    await saga.deliver(command);
    await saga.deliver(command);
    return (await saga.reply(command))?.name;
  };
  const isHeld = (await run(AUTHORIZE)) === doneReplyOf(AUTHORIZE);
  if (isHeld) await saga.allocates();
  const isPaid = isHeld && (await run(CONFIRM)) === doneReplyOf(CONFIRM);
  if (undo || !isPaid)
    for (const command of isHeld ? ([REFUND, VOID] as const) : ([VOID] as const))
      expect(await run(command)).toBe(doneReplyOf(command));
  const end = { isPaid: isPaid && !undo, ...(await saga.money()), letters: await saga.deadLetters() };
  await saga.close();
  return end;
};

test.each([
  ['simulated', 25],
  ['stripe', 5],
] as const)(
  'at the %s gateway, killed and doubled at any step, an order that is paid has paid its amount, and any other nothing',
  async (gateway, numRuns) => {
    const chance = fc.constantFrom('delivered', 'killedInTransaction', 'killedAtPut', 'killedAtUpdate');
    await fc.assert(
      fc.asyncProperty(
        fc.nat(1_000_000),
        fc.boolean(),
        fc.array(chance, { maxLength: 8 }),
        async (seed, undo, chances) => {
          const { isPaid, captured, refunded, held, letters } = await play(gateway, seed, undo, chances);
          expect(letters).toEqual([]);
          expect(captured - refunded).toBe(isPaid ? AMOUNT : 0);
          expect(held).toBe(0);
        },
      ),
      { numRuns, seed: 1 },
    );
  },
);
