import type { ApartmentBooking } from '../../model/bookings/ApartmentBooking.ts';
import type { ServiceBooking } from '../../model/bookings/ServiceBooking.ts';
import { daysBetween } from '../../model/calendar.ts';
import { appointmentPriceCents, stayPriceCents } from '../../model/payments/rules.ts';
import { PermanentError } from '../platform/errors.ts';
import { entities } from './entities.ts';

/** What is paid for: a stay, or an appointment. */
export type PaidBooking = ApartmentBooking | ServiceBooking;

export const isStay = (booking: PaidBooking): booking is ApartmentBooking => 'apartmentId' in booking;

/** The booking of a payment, consistent. An entity finds no row of another kind. */
export const findPaidBooking = async (bookingId: string): Promise<PaidBooking> => {
  const find = { id: bookingId };
  const stay = await entities.ApartmentBooking.get(find).go({ consistent: true });
  if (stay.data) return stay.data;
  const appointment = await entities.ServiceBooking.get(find).go({ consistent: true });
  if (appointment.data) return appointment.data;
  throw new PermanentError('NotFound', `There is no booking ${bookingId}`);
};

/** Whole cents, by the tariff. */
export const priceOf = async (booking: PaidBooking): Promise<number> => {
  if (!isStay(booking)) return appointmentPriceCents;
  const { apartmentId, startDate, endDate } = booking;
  const { data } = await entities.Apartment.get({ id: apartmentId }).go();
  if (!data) throw new PermanentError('NotFound', `There is no apartment ${apartmentId}`);
  return stayPriceCents(data.apartmentType, daysBetween(startDate, endDate));
};
