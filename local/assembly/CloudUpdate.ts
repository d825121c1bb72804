import type { ResourceChange } from '../platform/Feed.ts';

/** What an update did, or is about to do. */
export interface CloudUpdate {
  readonly changes: readonly ResourceChange[];
  /** A text for each resolver or function that AppSync may refuse for its types. */
  readonly codeWarnings: readonly string[];
  /** By the cloud's clock. */
  readonly durationMs: number;
}

export interface UpdateOptions {
  /**
   * Called once everything is checked, before anything is changed: what is replaced loses what it holds. Nothing is
   * changed where it throws.
   */
  announce?(changes: readonly ResourceChange[]): void | Promise<void>;
}
