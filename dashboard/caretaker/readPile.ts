import { send } from '../data/graphql.ts';
import { type Part, readAll } from '../data/readAll.ts';
import { StaffBuildingsDocument, type StaffBuildingsQuery } from './buildings.documents.ts';
import {
  PendingAppointmentsDocument,
  PendingOfApartmentDocument,
  PendingOfBuildingDocument,
  type PendingAppointmentsQuery,
  type PendingStay_ApartmentBooking_Fragment as Stay,
} from './pending.documents.ts';

export type Building = StaffBuildingsQuery['listBuildings']['items'][number];
export type Pending = PendingAppointmentsQuery['pendingAppointments']['items'][number];
export type { Stay };

/** An apartment with the stays that wait for staff. */
export interface PendingApartment {
  readonly id: string;
  readonly apartmentNumber: string;
  readonly stays: readonly Stay[];
}

export const readBuildings = (): Promise<Building[]> =>
  readAll(async (nextToken) => (await send(StaffBuildingsDocument, { nextToken })).listBuildings);

const isStay = (booking: Pending): booking is Stay => booking.__typename === 'ApartmentBooking';

/** The apartments of a building, each with what waits there: one request for every hundred of them. */
export async function readPile(buildingId: string): Promise<PendingApartment[]> {
  const apartments = await readAll(
    async (nextToken) => (await send(PendingOfBuildingDocument, { buildingId, nextToken })).listApartments,
  );
  return Promise.all(
    apartments.map(async ({ id, apartmentNumber, pendingBookings: first }) => ({
      id,
      apartmentNumber,
      stays: [...first.items, ...(await readRest(id, first.nextToken))].filter(isStay),
    })),
  );
}

/** What waits in an apartment behind the page that a token names. */
export const readRest = async (id: string, from: string | null) =>
  from === null ? [] : readAll((nextToken) => readPendingOf(id, nextToken ?? from));

const readPendingOf = async (id: string, nextToken: string | null): Promise<Part<Pending>> => {
  const { apartment } = await send(PendingOfApartmentDocument, { id, nextToken });
  return apartment?.pendingBookings ?? { items: [], nextToken: null };
};

/** What waits in one apartment. */
export const readStays = async (apartmentId: string): Promise<Stay[]> =>
  (await readAll((nextToken) => readPendingOf(apartmentId, nextToken))).filter(isStay);

export const readAppointments = (): Promise<Pending[]> =>
  readAll(async (nextToken) => (await send(PendingAppointmentsDocument, { nextToken })).pendingAppointments);
