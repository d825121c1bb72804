import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import type { Randomness } from '../../../../platform/Randomness.ts';

type Callback = (error: Error | null, value: unknown) => void;

/** Everything that code draws at random comes from `random`, except the material of keys. */
export function installRandomness(random: Randomness): void {
  const fill = (target: ArrayBufferView | ArrayBuffer, offset = 0, size?: number) => {
    const bytes = ArrayBuffer.isView(target)
      ? new Uint8Array(target.buffer, target.byteOffset, target.byteLength)
      : new Uint8Array(target);
    bytes.set(random.bytes(size ?? bytes.length - offset), offset);
    return target;
  };
  const integer = (min: number, max?: number) =>
    max === undefined ? Math.floor(random.float() * min) : min + Math.floor(random.float() * (max - min));

  Math.random = random.float;
  Object.assign(crypto, {
    randomUUID: random.uuid,
    randomBytes: (size: number, callback?: Callback) => answer(random.bytes(size), callback),
    randomFillSync: fill,
    randomFill: (target: ArrayBufferView, ...rest: any[]) => {
      const callback: Callback = rest.pop();
      answer(fill(target, ...rest), callback);
    },
    randomInt: (...given: any[]) => {
      const callback = typeof given.at(-1) === 'function' ? given.pop() : undefined;
      return answer(integer(given[0], given[1]), callback);
    },
  });
  syncBuiltinESMExports();
  Object.defineProperties(globalThis.crypto, {
    randomUUID: { value: random.uuid },
    getRandomValues: { value: fill },
  });
}

function answer<Value>(value: Value, callback: Callback | undefined): Value | undefined {
  if (!callback) return value;
  process.nextTick(callback, null, value);
  return undefined;
}
