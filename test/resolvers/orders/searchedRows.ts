import { OrderCard } from '../../../model/search/OrderCard.ts';
import { hasCard, phaseOf, type OrderCards } from '../../../model/search/states.ts';
import type { Searched } from './searchedOrders.ts';
import { order, progress } from './storedRows.ts';

/** What is asked of a search in these tests. */
export const search = `query ($filter: OrderFilter, $sortDirection: SortDirection, $pagination: Pagination) {
  searchOrders(filter: $filter, sortDirection: $sortDirection, pagination: $pagination) {
    items { orderId userId amount status reason createdOn updatedOn lines { sku units price } } nextToken } }`;

export const card = ({ order: stored, status, buildingId }: Searched) =>
  OrderCard.put({ ...stored, phase: phaseOf(status), buildingId }).params({ table: 'table' }).Item!;

/** The rows of an order whose card, if it has one, is as it should be. */
export const rowsOf = (searched: Searched, kept: OrderCards = 'all') => {
  const { order: stored, status } = searched;
  const { orderId, createdOn } = stored;
  return [
    order(orderId, stored),
    ...(hasCard(stored, kept) ? [card(searched)] : []),
    ...(status === 'CREATED' ? [] : [progress(orderId, { status, updatedOn: createdOn })]),
  ];
};
