import { type ComponentType, lazy } from 'react';
import type { Group } from './session/session.ts';

/** The parameters of a page's path. */
export type PathParams = Readonly<Record<string, string | undefined>>;

/** A page behind the sign-in. */
export interface PageEntry {
  /** As wouter reads it, such as `/orders/:orderId`; its parameters are the page's props. */
  readonly path: string;
  /** What the navigation calls it. @default the navigation does not list it */
  readonly label?: string;
  /** Stands beside the label, such as how much is new. @default nothing */
  readonly Mark?: ComponentType;
  /** Whom it is for; Admins see all. @default everybody */
  readonly group?: Group;
  readonly Page: ComponentType<PathParams>;
}

/** A page that is fetched when it is first shown: the default export of its module. */
export const lazyPage = (load: () => Promise<{ readonly default: ComponentType<PathParams> }>) => lazy(load);
