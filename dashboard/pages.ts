import { caretakerPages } from './caretaker/pages.ts';
import type { PageEntry } from './PageEntry.ts';
import { messagesPages } from './messages/pages.ts';
import { operatorPages } from './operator/pages.ts';
import { residentPages } from './resident/pages.ts';

/** All pages, in the order of the navigation. */
const pages: readonly PageEntry[] = [...caretakerPages, ...residentPages, ...messagesPages, ...operatorPages];

/** Those that somebody of these groups may open. What they can do there, the API decides. */
export const pagesFor = (groups: readonly string[]): readonly PageEntry[] =>
  pages.filter(({ group }) => group === undefined || groups.includes(group) || groups.includes('Admins'));
