import type { Letter } from '../core/Letter.ts';

/** What would become of a letter that went home now. */
export interface Prediction {
  readonly letter: Letter;
  /** The worker that would receive it: its function's name, or its queue's where that is not known. */
  readonly worker: string;
  readonly outcome: Outcome;
  /** Deliveries that failed before, oldest first: what was thrown, or what ended the function. */
  readonly failures: readonly string[];
}

export type Outcome =
  /** `word` is what the worker says became of it, `''` where it says nothing. `then` is what the message it leaves its rest to comes to. */
  | { readonly kind: 'done'; readonly word: string; readonly then?: string }
  /** It dies again. */
  | {
      readonly kind: 'dead';
      readonly deathClass: 'PERMANENT' | 'EXHAUSTED' | 'KILLED';
      readonly errorCode: string;
      readonly reason: string;
    }
  /** It is announced on its bus again: whoever follows it has done so before, and does nothing. */
  | { readonly kind: 'announced'; readonly bus: string }
  /** `why` names what only the real service could answer. */
  | { readonly kind: 'unknown'; readonly why: string };

/** Whether it would be a dead letter again. */
export const diesAgain = ({ outcome }: Prediction): boolean => outcome.kind === 'dead';
