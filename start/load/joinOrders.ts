import { type Found, lastLineOf, placeOf, type Reading } from './Entry.ts';
import { isKind } from './kinds.ts';

/** Rows that are joined into one order at most: four times the lines that an order may have. */
const MAX_ROWS = 100;

/** An order that may have more rows. */
interface OpenOrder {
  readonly line: number;
  readonly lastLine: number;
  readonly value: Readonly<Record<string, unknown>>;
  readonly lines: readonly object[];
  readonly fault?: string;
}

/**
 * Joins consecutive rows with the same order id into one order; each row is one order line. No order is sent
 * incomplete: a row that may belong to the order before or after it makes both fail, and rows that are separated
 * from the first ones of their order are refused.
 */
export async function* joinOrders(rows: AsyncIterable<Reading>): AsyncGenerator<Reading> {
  const closedOrders = createClosedOrders();
  let open: OpenOrder | undefined;
  let ambiguityBefore: string | undefined;
  const close = (order: OpenOrder): Reading => {
    closedOrders.add(order.value['orderId'], order.lastLine);
    return toReading(order);
  };
  for await (const row of rows) {
    const ambiguity = ambiguityOf(row);
    if (ambiguity !== undefined) {
      if (open) open = { ...open, fault: ambiguity };
      closedOrders.add(row.value['orderId'], lastLineOf(row));
      yield isOrder(row) ? toReading(openOrder(row)) : row;
    } else if (open && belongsTo(open, row)) open = addRow(open, row);
    else {
      if (open) yield close(open);
      const fault = ambiguityBefore ?? closedOrders.faultOf(row.value['orderId']);
      open = isOrder(row) ? openOrder(row, fault) : undefined;
      if (!open) yield row;
    }
    ambiguityBefore = ambiguity;
  }
  if (open) yield close(open);
}

const isOrder = ({ value }: Found) => value['type'] === 'order';

const belongsTo = ({ value }: OpenOrder, row: Found) =>
  isOrder(row) && row.value['orderId'] === value['orderId'];

function openOrder(row: Found, fault?: string): OpenOrder {
  const [fields, orderLine] = splitRow(row.value);
  const order = { line: row.line, lastLine: lastLineOf(row), value: fields, lines: [orderLine] };
  return fault === undefined ? order : { ...order, fault };
}

function addRow(open: OpenOrder, row: Found): OpenOrder {
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

/** Splits a row into the fields of its order and the order line. */
function splitRow({ sku, units, price, ...fields }: Found['value']): [Found['value'], object] {
  const given = Object.entries({ sku, units, price }).filter(([, value]) => value !== undefined);
  return [fields, Object.fromEntries(given)];
}

function toReading({ line, lastLine, value, lines, fault }: OpenOrder): Reading {
  const order = { ...placeOf(line, lastLine), value: { ...value, lines } };
  return fault === undefined ? order : { ...order, fault };
}

/**
 * Returns why the orders next to a row may be incomplete, worded to follow "line N"; undefined where it is certain
 * which order the row belongs to, or that it belongs to none.
 */
function ambiguityOf(row: Reading): string | undefined {
  const { type, orderId } = row.value;
  const because = (fault: string) => `may lack line ${row.line}, which ${fault}`;
  if ('fault' in row) return because('cannot be read');
  if (!isKind(type)) return because('has no type that is known');
  if (type === 'order') return orderId === undefined ? because('names no order') : undefined;
  return orderId === undefined ? undefined : because(`names an order and is a ${type}`);
}

/** Orders that are remembered at most: about 15 MB, however long the file is. */
export const REMEMBERED = 100_000;

/** Remembers the last lines of the most recent complete orders, by order id. */
export function createClosedOrders() {
  const lastLines = new Map<unknown, number>();
  return {
    add(orderId: unknown, lastLine: number) {
      if (orderId === undefined) return;
      lastLines.delete(orderId);
      lastLines.set(orderId, lastLine);
      if (lastLines.size > REMEMBERED) lastLines.delete(lastLines.keys().next().value);
    },
    /** Returns why an order can have no more rows, worded to follow "line N"; undefined where it can. */
    faultOf(orderId: unknown): string | undefined {
      const lastLine = lastLines.get(orderId);
      if (lastLine === undefined) return undefined;
      return `stands apart from line ${lastLine}, which names the same order: its rows must follow one another`;
    },
  };
}
