import type { styleText } from 'node:util';

type Colour = Parameters<typeof styleText>[0];

const colours: Readonly<Record<string, Colour>> = {
  QUEUED: 'blueBright',
  PENDING: 'yellow',
  APPROVED: 'green',
  PAID: 'green',
  COMPLETED: 'green',
  CREATED: 'yellow',
  STOCK_ALLOCATED: 'yellow',
  PAYMENT_ACCEPTED: 'green',
  SHIPPED: 'green',
  DELIVERED: 'green',
  REJECTED: 'magenta',
  CANCELLED: 'magenta',
  EXPIRED: 'magenta',
  STOCK_DEPLETED: 'magenta',
  PAYMENT_REJECTED: 'magenta',
  CANCELED: 'magenta',
};

/** A status's colour, or a stock level's; whatever is neither is a refusal. */
export const colourOf = (status: string): Colour =>
  colours[status] ?? (status.endsWith(' on hand') ? 'cyan' : 'red');
