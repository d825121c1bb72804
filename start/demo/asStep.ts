import { StepFailed } from './StepFailed.ts';

/** Runs a step of the play; what breaks it off is told with its name and its place. */
export async function asStep<Result>(
  what: string,
  place: string,
  run: () => Promise<Result>,
): Promise<Result> {
  try {
    return await run();
  } catch (cause) {
    throw new StepFailed(what, place, cause);
  }
}
