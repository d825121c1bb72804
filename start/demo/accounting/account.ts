import { styleText } from 'node:util';
import { colourOf, type Screen, wrap } from '../Screen.ts';
import type { LoggedRequest } from '../sendRequests.ts';
import type { AccountingRecords, Check } from './AccountingRecords.ts';
import { noSharedNight, seatsOfSlots } from './bookingChecks.ts';
import { everyInvoice } from './invoiceChecks.ts';
import { everyList } from './listChecks.ts';
import { moneyOfBookings, moneyOfOrders, stock } from './moneyChecks.ts';
import {
  everyBasket,
  everyRequest,
  everyStatus,
  everyTicket,
  nothingLeftOver,
  typedRefusals,
} from './requestChecks.ts';

/** Requests of one kind that were answered alike and ended alike. */
interface Row {
  readonly count: number;
  readonly action: string;
  readonly answer: string;
  readonly end: string;
}

interface Account {
  readonly rows: readonly Row[];
  readonly checks: readonly Check[];
}

/** Follows every request to its answer and its end, and checks that nothing is missing and nothing was done twice. */
export function account(records: AccountingRecords): Account {
  return { rows: rowsOf(records), checks: checks.map((check) => check(records)) };
}

function rowsOf(records: AccountingRecords): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const entry of records.entries) {
    const { action, answer } = entry;
    const end = endOf(entry, records);
    const key = [action, answer?.code, end].join();
    rows.set(key, { count: (rows.get(key)?.count ?? 0) + 1, action, answer: answer?.code ?? 'NONE', end });
  }
  const actions = [...new Set(records.entries.map(({ action }) => action))];
  return [...rows.values()].sort((a, b) => actions.indexOf(a.action) - actions.indexOf(b.action));
}

function endOf({ kind, answer, lot }: LoggedRequest, { stored, shop }: AccountingRecords): string {
  if (!answer) return 'MISSING';
  if (answer.outcome === 'refused') return 'nothing stored';
  if (answer.outcome === 'deadLettered') return 'dead letter with its reason';
  const ends = {
    booking: () => stored.bookings.find(({ id }) => id === answer.id)?.status,
    order: () => shop.orders.find(({ orderId }) => orderId === answer.id)?.status,
    basket: () => stored.baskets.find(({ id }) => id === answer.id)?.status,
    list: () => shop.lists.find(({ orderId }) => orderId === answer.id)?.status,
    availability: () =>
      stored.availabilities.find(({ userId }) => userId === answer.id)?.available && 'takes lists',
    lot: () =>
      stored.lots.some(({ sku, lotId }) => sku === lot?.sku && lotId === lot.lotId) && 'on the shelf',
    message: () => undefined,
  };
  return ends[kind]() || 'MISSING';
}

/** In the order they are shown. */
const checks: readonly ((records: AccountingRecords) => Check)[] = [
  everyRequest,
  everyTicket,
  everyBasket,
  everyStatus,
  noSharedNight,
  seatsOfSlots,
  everyList,
  moneyOfBookings,
  moneyOfOrders,
  everyInvoice,
  stock,
  nothingLeftOver,
  typedRefusals,
];

const WIDTHS = [6, 14, 22] as const;

/** Prints the final table and the checks. */
export function showAccount({ text }: Screen, { rows, checks }: Account): void {
  text('');
  text(styleText('bold', line('sent', 'request', 'answered with', 'ended as')));
  text(styleText('dim', '─'.repeat(74)));
  for (const row of rows) text(describe(row));
  text(styleText('dim', '─'.repeat(74)));
  text(line(String(total(rows)), 'in all', '', ''));
  text('');
  for (const { claim, holds } of checks) showCheck(holds, claim, text);
}

function showCheck(holds: boolean, claim: string, text: Screen['text']): void {
  const [first = '', ...others] = wrap(holds ? claim : `NOT SO: ${claim}`, 74);
  text(`${holds ? styleText('green', '✓') : styleText('red', '✗')} ${first}`);
  for (const line of others) text(`  ${line}`);
}

const describe = ({ count, action, answer, end }: Row) =>
  line(
    String(count),
    action,
    styleText(colourOf(answer), answer.padEnd(WIDTHS[2])),
    end === 'MISSING' ? styleText('red', end) : end,
  );

const line = (count: string, action: string, answer: string, end: string) =>
  `${count.padStart(WIDTHS[0] - 2)}  ${action.padEnd(WIDTHS[1])}${answer.padEnd(WIDTHS[2])}${end}`.trimEnd();

const total = (rows: readonly Row[]) => rows.reduce((sum, { count }) => sum + count, 0);
