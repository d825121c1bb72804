/** Counts work in flight, so that a test can wait for rest instead of waiting for time. */
export interface Activity {
  /** Runs `work` as work in flight. A failure is the caller's to handle. */
  run<T>(work: (self: InFlight) => Promise<T>): Promise<T>;
  /** Resolves once nothing is in flight and nothing new began for a whole turn of the event loop. */
  idle(): Promise<void>;
}

/** A piece of work in flight, as it sees itself. */
export interface InFlight {
  /** Only time can bring it on: until `resume` neither it nor the work that awaits it counts. */
  pause(): void;
  resume(): void;
}
