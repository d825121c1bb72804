import { type Found, lastLineOf, placeOf, type Reading } from './Entry.ts';
import { isKind } from './kinds.ts';

/** Rows that are gathered for one order: four times what any order may have. */
const MAX_ROWS = 100;

/** An order of which more rows may come. */
interface OpenOrder {
  readonly line: number;
  readonly lastLine: number;
  readonly value: Readonly<Record<string, unknown>>;
  readonly lines: readonly object[];
  readonly fault?: string;
}

/**
 * Makes one order of the rows that name it, one after another, each with a line of it. No order goes out in part:
 * a row that may belong to the order before or after it takes both with it, and rows that stand apart from the
 * first of their order are refused.
 */
export async function* joinOrders(rows: AsyncIterable<Reading>): AsyncGenerator<Reading> {
  const closedOrders = createClosedOrders();
  let open: OpenOrder | undefined;
  let doubtBefore: string | undefined;
  const close = (order: OpenOrder): Reading => {
    closedOrders.add(order.value['orderId'], order.lastLine);
    return closed(order);
  };
  for await (const row of rows) {
    const doubt = suspicionOf(row);
    if (doubt !== undefined) {
      if (open) open = { ...open, fault: doubt };
      closedOrders.add(row.value['orderId'], lastLineOf(row));
      yield isOrder(row) ? closed(opened(row)) : row;
    } else if (open && continues(open, row)) open = extended(open, row);
    else {
      if (open) yield close(open);
      const fault = doubtBefore ?? closedOrders.faultOf(row.value['orderId']);
      open = isOrder(row) ? opened(row, fault) : undefined;
      if (!open) yield row;
    }
    doubtBefore = doubt;
  }
  if (open) yield close(open);
}

const isOrder = ({ value }: Found) => value['type'] === 'order';

const continues = ({ value }: OpenOrder, row: Found) =>
  isOrder(row) && row.value['orderId'] === value['orderId'];

function opened(row: Found, fault?: string): OpenOrder {
  const [fields, orderLine] = splitRow(row.value);
  const order = { line: row.line, lastLine: lastLineOf(row), value: fields, lines: [orderLine] };
  return fault === undefined ? order : { ...order, fault };
}

function extended(open: OpenOrder, row: Found): OpenOrder {
  const [fields, orderLine] = splitRow(row.value);
  const order = { ...open, lastLine: lastLineOf(row) };
  if (order.lines.length >= MAX_ROWS) return { ...order, fault: `has more than ${MAX_ROWS} rows` };
  const [userId, other] = [order.value['userId'], fields['userId']];
  const isOthers = userId !== undefined && other !== undefined && userId !== other;
  return {
    ...order,
    value: { ...order.value, ...fields },
    lines: [...order.lines, orderLine],
    ...(isOthers ? { fault: `has another userId in line ${row.line}` } : {}),
  };
}

/** What a row says of its order, and the line it adds. */
function splitRow({ sku, units, price, ...fields }: Found['value']): [Found['value'], object] {
  const given = Object.entries({ sku, units, price }).filter(([, value]) => value !== undefined);
  return [fields, Object.fromEntries(given)];
}

function closed({ line, lastLine, value, lines, fault }: OpenOrder): Reading {
  const order = { ...placeOf(line, lastLine), value: { ...value, lines } };
  return fault === undefined ? order : { ...order, fault };
}

/**
 * Why the orders next to a row may lack what it says, in words that follow "line N"; undefined for a row that
 * surely is a row of the order it names, or none of any order.
 */
function suspicionOf(row: Reading): string | undefined {
  const { type, orderId } = row.value;
  const because = (fault: string) => `may lack line ${row.line}, which ${fault}`;
  if ('fault' in row) return because('cannot be read');
  if (!isKind(type)) return because('has no type that is known');
  if (type === 'order') return orderId === undefined ? because('names no order') : undefined;
  return orderId === undefined ? undefined : because(`names an order and is a ${type}`);
}

/** Orders that are remembered: some 15 MB of them, whatever the length of the file. */
export const REMEMBERED = 100_000;

/** Orders whose rows have ended, the last of them, by their ids. */
export function createClosedOrders() {
  const lastLines = new Map<unknown, number>();
  return {
    add(orderId: unknown, lastLine: number) {
      if (orderId === undefined) return;
      lastLines.delete(orderId);
      lastLines.set(orderId, lastLine);
      if (lastLines.size > REMEMBERED) lastLines.delete(lastLines.keys().next().value);
    },
    /** Why no more rows of an order can be taken, in words that follow "line N"; undefined where they can. */
    faultOf(orderId: unknown): string | undefined {
      const lastLine = lastLines.get(orderId);
      if (lastLine === undefined) return undefined;
      return `stands apart from line ${lastLine}, which names the same order: its rows must follow one another`;
    },
  };
}
