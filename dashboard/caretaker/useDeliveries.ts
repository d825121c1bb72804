import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ApiError } from '../data/ApiError.ts';
import { send } from '../data/graphql.ts';
import { useData, useSubscription } from '../data/hooks.ts';
import { readAll } from '../data/readAll.ts';
import {
  ListOfOrderDocument,
  MyAvailabilityDocument,
  OpenListsDocument,
  OrdersInDocument,
  StaffListStatusDocument,
  StaffOrderStatusDocument,
  StoreNamesDocument,
  type ListDetailsFragment,
  type OrdersInQuery,
} from './deliveries.documents.ts';
import type { Building } from './readPile.ts';
import { useGathered } from './useGathered.ts';
import { useBuildings } from './usePile.ts';

export type List = ListDetailsFragment;
export type Order = OrdersInQuery['searchOrders']['items'][number];

/** How far back orders are looked for that are not brought yet. Chosen: who waits longer than a month has called. */
const DAYS_BACK = 30;

const readOrders = (status: 'PAYMENT_ACCEPTED' | 'READY' | 'SHIPPED') => () => {
  const after = new Date(Date.now() - DAYS_BACK * 86_400_000).toISOString();
  return readAll(
    async (nextToken) => (await send(OrdersInDocument, { status, after, nextToken })).searchOrders,
  );
};

const readLists = (status: 'AVAILABLE' | 'ASSIGNED') => () =>
  readAll(async (nextToken) => (await send(OpenListsDocument, { status, nextToken })).shoppingLists);

const useOrders = (status: Parameters<typeof readOrders>[0]) =>
  useQuery<Order[], ApiError>({ queryKey: ['deliveries', status], queryFn: readOrders(status) });

const useLists = (status: Parameters<typeof readLists>[0]) =>
  useQuery<List[], ApiError>({ queryKey: ['deliveries', status], queryFn: readLists(status) });

/** What there is to fetch and to bring, as it is stored, and as it changes. */
export function useDeliveries() {
  const cache = useQueryClient();
  const [available, assigned] = [useLists('AVAILABLE'), useLists('ASSIGNED')];
  const [paid, ready, shipped] = [useOrders('PAYMENT_ACCEPTED'), useOrders('READY'), useOrders('SHIPPED')];
  const me = useData(MyAvailabilityDocument, {});
  const refresh = useGathered(() =>
    Promise.all([
      cache.invalidateQueries({ queryKey: ['deliveries'] }),
      cache.invalidateQueries({ queryKey: ['MyAvailability'] }),
    ]),
  );
  useSubscription(StaffListStatusDocument, {}, () => refresh('all'));
  useSubscription(StaffOrderStatusDocument, {}, () => refresh('all'));
  const all = [available, assigned, paid, ready, shipped, me];
  return {
    isRead: all.every(({ data }) => data),
    error: all.find(({ error }) => error)?.error ?? null,
    me: me.data?.availability ?? null,
    available: available.data ?? [],
    assigned: assigned.data ?? [],
    // Those that a saga leads are fetched first, and then READY.
    paid: (paid.data ?? []).filter(({ flow }) => flow === 'CHOREOGRAPHY'),
    ready: ready.data ?? [],
    shipped: shipped.data ?? [],
    refresh: () => refresh('all'),
    retry: () => void cache.invalidateQueries(),
  };
}

/** Where orders go: the apartments of their lists, by order. */
export function usePlaces(orders: readonly Order[]): ReadonlyMap<string, string> {
  const nameOf = useBuildingNames();
  const brought = orders.filter(({ flow }) => flow === 'SAGA');
  const lists = useQueries({
    queries: brought.map(({ orderId }) => ({
      queryKey: ['ListOfOrder', orderId],
      queryFn: async () => (await send(ListOfOrderDocument, { id: orderId })).shoppingList,
    })),
  });
  return new Map(
    lists.flatMap(({ data }) =>
      data ? [[data.id, `${nameOf(data.buildingId)}, ${data.apartmentNumber}`]] : [],
    ),
  );
}

/** Returns a function that tells a building's name, as far as it is read. */
export function useBuildingNames(): (buildingId: string) => string {
  const { data } = useBuildings();
  return (buildingId) => data?.find(({ id }: Building) => id === buildingId)?.name ?? '…';
}

/** Returns a function that tells what a store is called, and where it is. */
export function useStoreNames(): (storeId: string | null) => string {
  const { data } = useData(StoreNamesDocument, {});
  return (storeId) => {
    const store = data?.listStores.items.find(({ id }) => id === storeId);
    return store ? `${store.name}, ${store.location}` : 'Any store';
  };
}
