import { lazyPage, type PageEntry } from '../PageEntry.ts';

/** What everybody sees. */
export const residentPages: readonly PageEntry[] = [
  { path: '/bookings', label: 'My bookings', Page: lazyPage(() => import('./BookingsPage.tsx')) },
  { path: '/bookings/calendar', Page: lazyPage(() => import('./CalendarPage.tsx')) },
  { path: '/bookings/:bookingId', Page: lazyPage(() => import('./BookingPage.tsx')) },
  { path: '/stays', label: 'Find an apartment', Page: lazyPage(() => import('./StaysPage.tsx')) },
  { path: '/stays/:apartmentId', Page: lazyPage(() => import('./StayPage.tsx')) },
  { path: '/services', label: 'Book a service', Page: lazyPage(() => import('./ServicesPage.tsx')) },
  { path: '/services/:serviceId', Page: lazyPage(() => import('./ServicePage.tsx')) },
  { path: '/shop', label: 'Shop', Page: lazyPage(() => import('./ShopPage.tsx')) },
  { path: '/basket', Page: lazyPage(() => import('./BasketPage.tsx')) },
  { path: '/orders', label: 'My orders', Page: lazyPage(() => import('./OrdersPage.tsx')) },
  { path: '/orders/:orderId', Page: lazyPage(() => import('./OrderPage.tsx')) },
  { path: '/account', Page: lazyPage(() => import('../session/AccountPage.tsx')) },
];
