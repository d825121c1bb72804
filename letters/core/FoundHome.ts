import type { AnnouncedEvent } from './announcedEvents.ts';
import type { SourceQueue } from './Letter.ts';

/** Where a letter goes home to. */
export type FoundHome =
  /** A queue takes its body as it is. */
  | { readonly kind: 'queue'; readonly queue: SourceQueue }
  /** Its events are announced again: every rule that wants them receives them, and workers that have done their part do nothing. */
  | { readonly kind: 'bus'; readonly bus: string; readonly events: readonly AnnouncedEvent[] }
  /** `why` is a sentence that says what to do. */
  | { readonly kind: 'none'; readonly why: string };
