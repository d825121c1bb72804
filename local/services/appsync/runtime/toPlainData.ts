import { setOwn } from '../../../platform/ownProperty.ts';
import { gaugeLimits } from './createGauge.ts';
import { isTypedSet, markTypedSet } from './util/dynamodb.ts';

/** Counts what is copied. Throws where it is too much. */
export type Charge = (steps: number) => void;

/** Steps that are not charged yet: a call for each member would take longer than its copy. */
interface Meter {
  steps: number;
  readonly charge: Charge;
}

const STEPS_A_CHARGE = 1000;

/** Characters of a text that are part of the step that copies it. */
const UNCOUNTED = 64;

/**
 * Copies a value that leaves a handler as JSON data, without functions and `undefined` members. Throws
 * `RangeError` for a value that contains itself, or is nested too deeply.
 */
export function toPlainData(value: unknown, charge: Charge = () => {}): unknown {
  // Nearly all that is handed to a function of `util`.
  if (typeof value === 'string' && value.length <= UNCOUNTED) {
    charge(1);
    return value;
  }
  const meter = { steps: 1, charge };
  const plain = copyOf(value, meter, 0);
  charge(meter.steps);
  return plain;
}

function count(meter: Meter, steps: number): void {
  meter.steps += steps;
  if (meter.steps < STEPS_A_CHARGE) return;
  meter.charge(meter.steps);
  meter.steps = 0;
}

function copyOf(value: unknown, meter: Meter, level: number): unknown {
  if (typeof value === 'string') {
    if (value.length > UNCOUNTED) count(meter, value.length / UNCOUNTED);
    return value;
  }
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (level > gaugeLimits.levels)
    throw new RangeError(`Data is nested deeper than ${gaugeLimits.levels} levels.`);
  return Array.isArray(value) ? copyOfList(value, meter, level) : copyOfObject(value, meter, level);
}

function copyOfList(list: readonly unknown[], meter: Meter, level: number): unknown[] {
  count(meter, list.length + 1);
  const plain: unknown[] = [];
  for (let at = 0; at < list.length; at++) plain.push(copyOf(list[at], meter, level + 1) ?? null);
  return plain;
}

function copyOfObject(value: object, meter: Meter, level: number): object {
  const plain: Record<string, unknown> = {};
  const keys = Object.keys(value);
  count(meter, keys.length + 1);
  for (const key of keys) {
    // Any object can be read by its own keys.
    const member = copyOf((value as Record<string, unknown>)[key], meter, level + 1);
    if (member !== undefined) setOwn(plain, key, member);
  }
  // It has one member, which is called `SS`, `NS` or `BS`.
  if (keys.length === 1 && keys[0]?.length === 2 && isTypedSet(value)) markTypedSet(plain);
  return plain;
}
