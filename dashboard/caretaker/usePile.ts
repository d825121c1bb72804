import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ApiError } from '../data/ApiError.ts';
import { useSubscription } from '../data/hooks.ts';
import { StaffBookingStatusDocument } from './pending.documents.ts';
import { groupsOf, type Group } from './pile.ts';
import {
  readAppointments,
  readBuildings,
  readPile,
  readStays,
  type Building,
  type Pending,
  type PendingApartment,
} from './readPile.ts';
import { useGathered } from './useGathered.ts';

const pileKey = (buildingId: string) => ['pile', buildingId];
const BUILDINGS = ['StaffBuildings'];
const APPOINTMENTS = ['pendingAppointments'];

export const useBuildings = () =>
  useQuery<Building[], ApiError>({ queryKey: BUILDINGS, queryFn: readBuildings });

export interface Pile {
  /** `undefined` until all of it was read. */
  readonly groups: Group[] | undefined;
  readonly error: ApiError | null;
  /** Reads again what waits in an apartment, or the appointments where there is none. */
  readonly refresh: (apartmentId: string | undefined) => void;
  readonly retry: () => void;
}

/** All that waits for staff, as it is stored, and as it changes. */
export function usePile(): Pile {
  const cache = useQueryClient();
  const buildings = useBuildings();
  const piles = useQueries({
    queries: (buildings.data ?? []).map(({ id }) => ({
      queryKey: pileKey(id),
      queryFn: () => readPile(id),
    })),
  });
  const appointments = useQuery<Pending[], ApiError>({ queryKey: APPOINTMENTS, queryFn: readAppointments });
  const refresh = useRefresh(buildings.data ?? []);
  useSubscription(StaffBookingStatusDocument, {}, ({ onBookingStatus }) =>
    refresh(onBookingStatus?.apartmentId || undefined),
  );
  const isRead = buildings.data && appointments.data && piles.every(({ data }) => data);
  const known = (buildings.data ?? []).map(({ name }, index) => ({
    name,
    apartments: piles[index]?.data ?? [],
  }));
  return {
    groups: isRead ? groupsOf(known, appointments.data ?? []) : undefined,
    // `send` throws nothing else.
    error:
      buildings.error ?? appointments.error ?? (piles.find(({ error }) => error)?.error as ApiError) ?? null,
    refresh,
    retry: () => void cache.invalidateQueries(),
  };
}

/** Reads again what waits in an apartment, or the appointments. */
function useRefresh(buildings: readonly Building[]) {
  const cache = useQueryClient();
  const ask = useGathered(async (apartmentId) => {
    if (apartmentId === '') return cache.invalidateQueries({ queryKey: APPOINTMENTS });
    const has = ({ id }: Building) =>
      cache.getQueryData<PendingApartment[]>(pileKey(id))?.some((apartment) => apartment.id === apartmentId);
    const building = buildings.find(has);
    // An apartment of which nothing is known yet, and perhaps its building neither.
    if (!building) {
      await cache.invalidateQueries({ queryKey: BUILDINGS });
      return cache.invalidateQueries({ queryKey: ['pile'] });
    }
    const stays = await readStays(apartmentId);
    return cache.setQueryData<PendingApartment[]>(pileKey(building.id), (apartments) =>
      apartments?.map((apartment) => (apartment.id === apartmentId ? { ...apartment, stays } : apartment)),
    );
  });
  return (apartmentId: string | undefined) => ask(apartmentId ?? '');
}
