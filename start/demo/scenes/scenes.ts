import type { Desk } from '../Desk.ts';
import { appointment } from './appointment.ts';
import { cancellation } from './cancellation.ts';
import { changedMind } from './changedMind.ts';
import { expiry } from './expiry.ts';
import { goodsIn } from './goodsIn.ts';
import { lastLamps } from './lastLamps.ts';
import { manyClicks } from './manyClicks.ts';
import { oneBooking } from './oneBooking.ts';
import { payment } from './payment.ts';
import { poison } from './poison.ts';
import { refusedCharge } from './refusedCharge.ts';
import { refusals } from './refusals.ts';
import { sameNights } from './sameNights.ts';
import { sentAgain } from './sentAgain.ts';
import { toTheDoor } from './toTheDoor.ts';

/** In the order they are played; later ones build on what earlier ones left. */
export const scenes: readonly ((desk: Desk) => Promise<void>)[] = [
  oneBooking,
  manyClicks,
  sentAgain,
  sameNights,
  refusals,
  payment,
  cancellation,
  appointment,
  goodsIn,
  toTheDoor,
  lastLamps,
  refusedCharge,
  changedMind,
  expiry,
  poison,
];
