import type { ApartmentBooking } from '../../model/bookings/ApartmentBooking.ts';
import { daysBetween } from '../../model/calendar.ts';
import { stayCents } from '../../model/payments/tariff.ts';
import { PermanentError } from '../PermanentError.ts';
import { entities } from './entities.ts';

/** What is paid for. */
export type PaidBooking = ApartmentBooking;

/** The booking of a payment, consistent. */
export const findPaidBooking = async (bookingId: string): Promise<PaidBooking> => {
  const { data } = await entities.ApartmentBooking.get({ id: bookingId }).go({ consistent: true });
  if (!data) throw new PermanentError('NotFound', `There is no booking ${bookingId}`);
  return data;
};

/** Whole cents, by the tariff. */
export const priceOf = async ({ apartmentId, startDate, endDate }: PaidBooking): Promise<number> => {
  const { data } = await entities.Apartment.get({ id: apartmentId }).go();
  if (!data) throw new PermanentError('NotFound', `There is no apartment ${apartmentId}`);
  return stayCents(data.apartmentType, daysBetween(startDate, endDate));
};
