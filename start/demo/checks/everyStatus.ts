import type { Books } from '../Books.ts';
import type { Check } from './Check.ts';

export function everyStatus({ stored, told, statusesOf }: Books): Check {
  const all = [...stored.bookings, ...told.orders.map(({ orderId, status }) => ({ id: orderId, status }))];
  const inStep = all.filter(({ id, status }) => isInStep(status, statusesOf(id))).length;
  return {
    claim: `${inStep} of ${all.length} bookings and orders: the owner heard each status once, and the stored one last`,
    holds: inStep === all.length,
  };
}

const isInStep = (status: string, heard: readonly string[]) =>
  heard.at(-1) === status && new Set(heard).size === heard.length;
