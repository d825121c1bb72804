import { FROZEN, MOMENT, type SharedTime } from '../../../../platform/Clock.ts';

const machineNow = Date.now;

/** The cloud's time, read without asking for it. */
export const createSandboxTime = (time: SharedTime) => () =>
  time[FROZEN] === 1 ? time[MOMENT]! : machineNow() + time[MOMENT]!;
