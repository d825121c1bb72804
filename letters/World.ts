import type { Clock } from './core/Clock.ts';

/** What a command uses of its process. A test passes its own. */
export interface World extends Clock {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Aborted by Ctrl-C: what is held is released, and nothing new is begun. */
  readonly stop: AbortSignal;
  /** From 0 up to 1. */
  random(): number;
  /** Asks the person at the terminal for a line; undefined where nobody is there to answer. */
  readonly ask?: ((question: string) => Promise<string>) | undefined;
}

export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}
