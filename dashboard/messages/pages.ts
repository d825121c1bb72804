import { lazyPage, type PageEntry } from '../PageEntry.ts';
import { UnreadMark } from './UnreadMark.tsx';

/** What Frontdesk has told somebody, and how it may. */
export const messagesPages: readonly PageEntry[] = [
  {
    path: '/messages',
    label: 'Messages',
    Mark: UnreadMark,
    Page: lazyPage(() => import('./MessagesPage.tsx')),
  },
  { path: '/messages/settings', Page: lazyPage(() => import('./MessageSettingsPage.tsx')) },
];
