import type { UserId } from '../users/User.ts';

/** What is kept of a tab over a reload. */
export interface Tab {
  readonly id: string;
  readonly name: string;
  /** Somebody named it, so that it is not named after its operation any more. */
  readonly isNamed: boolean;
  /** Undefined until somebody is chosen. */
  readonly user: UserId | undefined;
  readonly query: string;
  /** JSON with comments. */
  readonly variables: string;
  /** JSON with comments. */
  readonly headers: string;
  /** The subscription that runs in it: the name of its operation, `null` for an anonymous one. @default none */
  readonly running?: string | null;
}

export interface TabsState {
  /** At least one. */
  readonly tabs: readonly Tab[];
  readonly activeId: string;
  /** Who was chosen last, in any tab. */
  readonly lastUser: UserId | undefined;
}

/** Chosen: more than anybody can tell apart. */
export const MAX_TABS = 50;
/** Characters of a name. Chosen. */
export const MAX_TAB_NAME = 60;

export const NEW_TAB_NAME = 'New tab';

/** A name for a tab that nobody named: that of its first operation. */
export function nameAfter(query: string): string {
  for (const line of query.split('\n')) {
    const [, name] = /^\s*(?:query|mutation|subscription)\s+(\w+)/.exec(line) ?? [];
    if (name !== undefined) return name.slice(0, MAX_TAB_NAME);
  }
  return NEW_TAB_NAME;
}
