import type { Found, Reading, Unreadable } from './Reading.ts';

/** Rows that are gathered for one order: four times what any order may have. */
const MAX_ROWS = 100;

/** An order of which more rows may come. */
interface OpenOrder {
  readonly line: number;
  readonly value: Readonly<Record<string, unknown>>;
  readonly lines: readonly object[];
  readonly fault?: string;
}

/**
 * Makes one order of the rows that name it, one after another, each with a line of it. No order goes out in part:
 * a row that cannot be read may belong to the order before or after it, and takes both with it.
 */
export async function* joinOrders(rows: AsyncIterable<Reading>): AsyncGenerator<Reading> {
  let open: OpenOrder | undefined;
  let before: Reading | undefined;
  for await (const row of rows) {
    if ('fault' in row) {
      if (open) open = { ...open, fault: lost(row) };
      yield row;
    } else if (open && continues(open, row)) open = extended(open, row);
    else {
      if (open) yield closed(open);
      open = row.value['type'] === 'order' ? opened(row, before) : undefined;
      if (!open) yield row;
    }
    before = row;
  }
  if (open) yield closed(open);
}

const continues = ({ value }: OpenOrder, row: Found) =>
  row.value['type'] === 'order' && row.value['orderId'] === value['orderId'];

const lost = ({ line }: Unreadable) => `may lack line ${line}, which cannot be read`;

function opened({ line, value }: Found, before: Reading | undefined): OpenOrder {
  const [fields, orderLine] = parted(value);
  const fault = before && 'fault' in before ? { fault: lost(before) } : {};
  return { line, value: fields, lines: [orderLine], ...fault };
}

function extended(order: OpenOrder, { line, value }: Found): OpenOrder {
  const [fields, orderLine] = parted(value);
  if (order.lines.length >= MAX_ROWS) return { ...order, fault: `has more than ${MAX_ROWS} rows` };
  const [userId, other] = [order.value['userId'], fields['userId']];
  const isOthers = userId !== undefined && other !== undefined && userId !== other;
  return {
    ...order,
    value: { ...order.value, ...fields },
    lines: [...order.lines, orderLine],
    ...(isOthers ? { fault: `has another userId in line ${line}` } : {}),
  };
}

/** What a row says of its order, and the line it adds. */
function parted({ sku, units, price, ...fields }: Found['value']): [Found['value'], object] {
  const given = Object.entries({ sku, units, price }).filter(([, value]) => value !== undefined);
  return [fields, Object.fromEntries(given)];
}

function closed({ line, value, lines, fault }: OpenOrder): Reading {
  const order = { line, value: { ...value, lines } };
  return fault === undefined ? order : { ...order, fault };
}
