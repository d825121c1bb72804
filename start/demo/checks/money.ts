import type { StoredCharge } from '../StoredCharge.ts';

/** Whole cents. */
export interface Money {
  readonly captured: number;
  readonly refunded: number;
}

/** What the gateway's book says it took for one kind of thing, and gave back. */
export const inTheBook = (charges: readonly StoredCharge[], kind: 'booking' | 'order'): Money => {
  const lines = charges.filter(({ pk }) => pk.startsWith(`GATEWAY#${kind}:`));
  return {
    captured: sum(lines.map(({ capturedCents = 0 }) => capturedCents)),
    refunded: sum(lines.map(({ refundedCents = 0 }) => refundedCents)),
  };
};

export const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

export const centsOf = (euros: number) => Math.round(euros * 100);

/** Such as `148.50`. */
export const spokenEuros = (cents: number) => (cents / 100).toFixed(2);

/** Such as `EUR 9.00 captured - 4.50 refunded = 4.50 kept`. */
export const spokenMoney = ({ captured, refunded }: Money) =>
  `EUR ${spokenEuros(captured)} captured - ${spokenEuros(refunded)} refunded = ` +
  `${spokenEuros(captured - refunded)} kept`;
