import { z } from 'zod';

/** The limits that `schema.graphql` documents. `test/start/load/kinds.test.ts` compares them with the model's. */
export const bounds = {
  idLength: 64,
  nameLength: 4,
  orderLines: 25,
  units: 1_000_000,
  price: 100_000,
  serviceName: 100,
  storeName: 100,
  productName: 100,
  description: 500,
} as const;

const text = (error: string) => z.string({ error });
const idOf = (least: number) => {
  const error = `must be ${least} to ${bounds.idLength} letters, digits or -_.:@`;
  return text(error).regex(new RegExp(`^[A-Za-z0-9_.:@-]{${least},${bounds.idLength}}$`), { error });
};
const id = idOf(1);
const name = idOf(bounds.nameLength);

const unitsError = `must be a whole number from 1 to ${bounds.units}`;
const units = z
  .number({ error: unitsError })
  .refine((value) => Number.isInteger(value) && value >= 1 && value <= bounds.units, { error: unitsError });

/** In EUR and whole cents: what a hundredth of its cents is read as. */
const isPrice = (value: number) =>
  value >= 0 && value <= bounds.price && Math.round(value * 100) / 100 === value;
const priceError = `must be from 0 to ${bounds.price}, in whole cents`;
const price = z.number({ error: priceError }).refine(isPrice, { error: priceError });

const linesError = `must be 1 to ${bounds.orderLines} of {sku, units, price}`;
const orderLines = z
  .array(z.strictObject({ sku: name, units, price: price.optional() }), { error: linesError })
  .min(1, { error: linesError })
  .max(bounds.orderLines, { error: linesError });

const date = z.iso.date({ error: 'must be a calendar date, YYYY-MM-DD' });
const dateTime = z.iso.datetime({ offset: true, error: 'must be an instant such as 2027-03-10T10:00:00Z' });
const textOf = (longest: number) => {
  const error = `must be 1 to ${longest} characters`;
  return text(error)
    .max(longest, { error })
    .refine((value) => value.trim() !== '', { error });
};
const serviceName = textOf(bounds.serviceName);

const booker = { userId: id.optional(), clientToken: id.optional() };

/** What can be loaded: for each `type`, the other fields of a line and the mutation that takes them as its input. */
export const kinds = {
  /** Its `store` is a name, of which the loader finds the id. */
  product: {
    fields: z.strictObject({
      store: textOf(bounds.storeName),
      sku: name,
      name: textOf(bounds.productName),
      description: textOf(bounds.description),
      price,
    }),
    mutation: 'addProduct',
    inputType: 'ProductInput',
  },
  restock: {
    fields: z.strictObject({ sku: name, units, lotId: name }),
    mutation: 'restockSku',
    inputType: 'RestockSkuInput',
  },
  order: {
    fields: z.strictObject({ orderId: name, lines: orderLines, userId: id.optional() }),
    mutation: 'placeOrder',
    inputType: 'PlaceOrderInput',
  },
  booking: {
    fields: z
      .strictObject({ apartmentId: id, startDate: date, endDate: date, ...booker })
      .refine(({ startDate, endDate }) => startDate < endDate, {
        path: ['endDate'],
        error: 'must be after startDate',
      }),
    mutation: 'createApartmentBooking',
    inputType: 'CreateApartmentBookingInput',
  },
  service: {
    fields: z.strictObject({ serviceId: id, serviceName: serviceName.optional(), dateTime, ...booker }),
    mutation: 'createServiceBooking',
    inputType: 'CreateServiceBookingInput',
  },
} as const;

export type Kind = keyof typeof kinds;

export const isKind = (type: unknown): type is Kind => typeof type === 'string' && Object.hasOwn(kinds, type);

/** Every column that a CSV file may have, and the type of its fields. */
export const columns: Readonly<Record<string, 'text' | 'number'>> = {
  type: 'text',
  sku: 'text',
  units: 'number',
  lotId: 'text',
  store: 'text',
  name: 'text',
  description: 'text',
  orderId: 'text',
  price: 'number',
  userId: 'text',
  apartmentId: 'text',
  startDate: 'text',
  endDate: 'text',
  serviceId: 'text',
  serviceName: 'text',
  dateTime: 'text',
  clientToken: 'text',
};
