import type { Clock, Timer } from '../../../platform/Clock.ts';
import { ResolverError } from '../runtime/ResolverError.ts';

/** https://docs.aws.amazon.com/general/latest/gr/appsync.html#limits_appsync */
const LONGEST_EXECUTION_MS = 30_000;

/** The moment by which a request's data sources must have answered. */
export interface Deadline {
  /** `work`, or `ExecutionTimeout` where the moment comes first. */
  keep<Value>(work: Promise<Value>): Promise<Value>;
  /** The request is answered. */
  done(): void;
}

/** Set when first needed: many requests never leave the process. */
export function createDeadline(clock: Clock): Deadline {
  const started = clock.now();
  let timer: Timer | undefined;
  let passed: Promise<never> | undefined;

  const arm = () =>
    new Promise<never>((_, reject) => {
      timer = clock.schedule(started + LONGEST_EXECUTION_MS - clock.now(), () =>
        reject(new ResolverError('Execution timed out.', 'ExecutionTimeout')),
      );
    });

  return {
    keep(work) {
      passed ??= arm();
      return Promise.race([work, passed]);
    },
    done: () => timer?.cancel(),
  };
}
