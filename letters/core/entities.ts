import { jsonOf, valueAt } from './jsonOf.ts';

/** What a letter is about. */
export interface EntityName {
  readonly type: string;
  readonly id: string;
}

/** Where bodies say what they are about, the first that leads to a text. A message has it at its top, an event in its data. */
const PATHS = ['', 'detail.eventData.'].flatMap((place) =>
  [
    ['order', 'orderId'],
    ['booking', 'bookingId'],
    ['sku', 'sku'],
  ].map(([type = '', name = '']) => ({ type, path: `${place}${name}` })),
);

/** What a body is about, as far as it says. */
export function entityOf(body: string): EntityName | undefined {
  const json = jsonOf(body);
  for (const { type, path } of PATHS) {
    // Events carry their data in DynamoDB's notation: a pipe does not unmarshal.
    const id = [valueAt(json, path), valueAt(json, `${path}.S`)].find((found) => typeof found === 'string');
    if (typeof id === 'string') return { type, id };
  }
  return undefined;
}
