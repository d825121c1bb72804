import { offerKey } from '../../../model/catalog/keys.ts';
import type { OfferState } from '../../../model/catalog/states.ts';
import { MAX_LINES, MAX_UNITS, type OrderLine } from '../../../model/orders/lines.ts';
import type { OrderLineInput } from '../../../model/schema.ts';
import { checkName, checkNumber, priceCentsOf } from '../../platform/arguments.ts';
import { throwError } from '../../platform/errors.ts';

/** A line as its client names it. */
export interface RequestedLine {
  readonly sku: string;
  readonly units: number;
  /** Whole cents, of one unit: the price that the client was shown; absent where it leaves the price to the catalogue. */
  readonly priceCents?: number;
}

/** Why the catalogue does not sell a line as it was requested. */
export type Refusal =
  | { readonly errorType: 'NotOffered'; readonly sku: string }
  | { readonly errorType: 'PriceChanged'; readonly sku: string; readonly priceCents: number };

/** Lines as an order freezes them, or the first refusal. */
export interface Quote {
  readonly lines: OrderLine[];
  readonly refusal?: Refusal;
}

/** Returns what is requested. Throws on lines that nobody can order, whatever they cost. */
export function checkLines(lines: OrderLineInput[]): RequestedLine[] {
  if (lines.length < 1 || lines.length > MAX_LINES)
    throwError('InvalidArgument', `lines must be 1 to ${MAX_LINES}`, { argument: 'lines' });
  return lines.map(({ sku, units, price }, index) => ({
    sku: checkName(sku, `lines[${index}].sku`),
    units: checkNumber(units, `lines[${index}].units`, 1, MAX_UNITS),
    ...namedPrice(price, `lines[${index}].price`),
  }));
}

const namedPrice = (price: number | null | undefined, argument: string) =>
  price === null || price === undefined ? {} : { priceCents: priceCentsOf(price, argument) };

/**
 * The keys of what the lines ask of the catalogue, each once: DynamoDB refuses a batch that names a key twice.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
 */
export const offerKeysOf = (lines: RequestedLine[]) =>
  lines
    .filter(({ sku }, index) => lines.findIndex((line) => line.sku === sku) === index)
    .map(({ sku }) => offerKey(sku));

/**
 * Prices each line by what is offered under its SKU, at the version that was read. Who may name a price, a sale at the
 * desk, gets it, offered or not: such a line has no product.
 */
export const quoteOf = (
  requested: RequestedLine[],
  offers: (OfferState | null)[],
  mayNamePrice: boolean,
): Quote => {
  const quotes = requested.map((line) => {
    const offer = offers.find((each) => each?.sku === line.sku);
    return quoteOfLine(line, isSold(offer) ? offer : undefined, mayNamePrice);
  });
  const refused = quotes.find(({ refusal }) => refusal);
  return refused ?? { lines: quotes.flatMap(({ lines }) => lines) };
};

/** Whether it can be had now, and by the unit: a service is offered under its product's id, and is booked. */
const isSold = (offer: OfferState | null | undefined) =>
  !!offer && offer.participating && offer.sku !== offer.productId;

const quoteOfLine = (
  { sku, units, priceCents }: RequestedLine,
  offer: OfferState | null | undefined,
  mayNamePrice: boolean,
): Quote => {
  const isNamed = priceCents !== undefined && priceCents !== offer?.priceCents;
  if (isNamed && mayNamePrice) return { lines: [{ sku, units, priceCents }] };
  if (!offer) return { lines: [], refusal: { errorType: 'NotOffered', sku } };
  const { productId, productVersion, storeId } = offer;
  const price = offer.priceCents;
  if (isNamed) return { lines: [], refusal: { errorType: 'PriceChanged', sku, priceCents: price } };
  return { lines: [{ sku, units, priceCents: price, productId, productVersion, storeId }] };
};

/** Ends the field over what the catalogue does not sell, or not at that price. */
export function throwRefusal(refusal: Refusal): never {
  const { sku } = refusal;
  if (refusal.errorType === 'NotOffered') throwError('NotOffered', `Nobody sells ${sku} now`, { sku });
  const price = refusal.priceCents / 100;
  return throwError('PriceChanged', `A unit of ${sku} is EUR ${price} now`, { sku, price });
}

/** Whether lines of an order are what is requested; a line that names no price was to cost what it costs. */
export const areRequested = (requested: RequestedLine[], lines: readonly OrderLine[]) =>
  requested.length === lines.length &&
  requested.every(({ sku, units, priceCents }, index) => {
    const line = lines[index];
    return (
      line?.sku === sku &&
      line.units === units &&
      (priceCents === undefined || line.priceCents === priceCents)
    );
  });
