import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import type { Randomness } from '../../../../platform/Randomness.ts';

type NodeCallback = (error: Error | null, value: unknown) => void;

/** Makes everything random come from `random`, except key material. */
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
    randomBytes: (size: number, callback?: NodeCallback) => returnOrCallBack(random.bytes(size), callback),
    randomFillSync: fill,
    randomFill: (target: ArrayBufferView, ...rest: (number | NodeCallback)[]) => {
      const [offset, size] = rest.filter((value) => typeof value === 'number');
      return returnOrCallBack(fill(target, offset, size), callbackOf(rest));
    },
    randomInt: (...given: (number | NodeCallback)[]) => {
      const [min = 0, max] = given.filter((value) => typeof value === 'number');
      return returnOrCallBack(integer(min, max), callbackOf(given));
    },
  });
  syncBuiltinESMExports();
  Object.defineProperties(globalThis.crypto, {
    randomUUID: { value: random.uuid },
    getRandomValues: { value: fill },
  });
}

const callbackOf = (given: readonly (number | NodeCallback)[]) =>
  given.find((value) => typeof value === 'function');

function returnOrCallBack<Value>(value: Value, callback: NodeCallback | undefined): Value | undefined {
  if (!callback) return value;
  process.nextTick(callback, null, value);
  return undefined;
}
