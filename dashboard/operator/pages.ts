import { lazyPage, type PageEntry } from '../PageEntry.ts';

/** What Admins see. */
export const operatorPages: readonly PageEntry[] = [
  {
    path: '/operation',
    label: 'Operation',
    group: 'Admins',
    Page: lazyPage(() => import('./OperationPage.tsx')),
  },
  {
    path: '/operation/letters/:queue',
    group: 'Admins',
    Page: lazyPage(() => import('./LettersPage.tsx')),
  },
];
