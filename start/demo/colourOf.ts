import type { styleText } from 'node:util';

type Colour = Parameters<typeof styleText>[0];

const colours: Readonly<Record<string, Colour>> = {
  QUEUED: 'blue',
  PENDING: 'yellow',
  APPROVED: 'green',
  PAID: 'green',
  COMPLETED: 'green',
  REJECTED: 'magenta',
  CANCELLED: 'magenta',
  EXPIRED: 'magenta',
};

/** A status's colour; whatever is no status is a refusal. */
export const colourOf = (status: string): Colour => colours[status] ?? 'red';
