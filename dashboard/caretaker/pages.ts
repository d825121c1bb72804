import { lazyPage, type PageEntry } from '../PageEntry.ts';

const group = 'Caretakers';

/** What staff see. */
export const caretakerPages: readonly PageEntry[] = [
  { path: '/waiting', label: 'Waiting', group, Page: lazyPage(() => import('./WaitingPage.tsx')) },
  { path: '/occupancy', label: 'Occupancy', group, Page: lazyPage(() => import('./OccupancyPage.tsx')) },
  { path: '/deliveries', label: 'Deliveries', group, Page: lazyPage(() => import('./DeliveriesPage.tsx')) },
  { path: '/stock', label: 'Stock', group, Page: lazyPage(() => import('./StockPage.tsx')) },
];
