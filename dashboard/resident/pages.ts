import { lazyPage, type PageEntry } from '../PageEntry.ts';

/** What everybody sees. */
export const residentPages: readonly PageEntry[] = [
  { path: '/bookings', label: 'My bookings', Page: lazyPage(() => import('./BookingsPage.tsx')) },
  { path: '/account', Page: lazyPage(() => import('../session/AccountPage.tsx')) },
];
