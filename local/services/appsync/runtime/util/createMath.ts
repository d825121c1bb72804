import type { World } from '../../../../platform/World.ts';

/** https://docs.aws.amazon.com/appsync/latest/devguide/math-helpers-in-util-math-js.html */
export const createMath = ({ random }: World) => ({
  maxVal: Math.max,
  minVal: Math.min,
  randomDouble: () => random.float(),
  randomWithinRange: (start: number, end: number) => start + Math.floor(random.float() * (end - start)),
  roundNum: Math.round,
});
