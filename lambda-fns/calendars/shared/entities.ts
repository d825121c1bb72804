import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Entity } from 'electrodb';
import { userSchema } from '../../../model/accounts/User.ts';
import { apartmentSchema } from '../../../model/apartments/Apartment.ts';
import { apartmentBookingSchema } from '../../../model/bookings/ApartmentBooking.ts';
import { serviceBookingSchema } from '../../../model/bookings/ServiceBooking.ts';
import { calendarLinkSchema } from '../../../model/calendars/CalendarLink.ts';
import { productSchema } from '../../../model/catalog/Product.ts';
import { environment } from './environment.ts';
import { tracer } from '../../platform/tracer.ts';

/** These functions are asked by people, not by a queue, and have not the environment of workers. */
const client = DynamoDBDocumentClient.from(tracer.captureAWSv3Client(new DynamoDBClient({})));
const bound = { client, table: environment.TABLE_NAME };

/** What calendars are made of. */
export const entities = {
  Apartment: new Entity(apartmentSchema, bound),
  ApartmentBooking: new Entity(apartmentBookingSchema, bound),
  CalendarLink: new Entity(calendarLinkSchema, bound),
  Product: new Entity(productSchema, bound),
  ServiceBooking: new Entity(serviceBookingSchema, bound),
  User: new Entity(userSchema, bound),
};
