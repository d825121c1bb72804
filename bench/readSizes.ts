import { CLIENTS } from './clients.ts';

/** Sizes of bursts, as they are typed. Throws where one cannot be shared among the clients. */
export function readSizes(args: readonly string[]): readonly number[] {
  return args.map((text) => {
    const size = /^\d+$/.test(text) ? Number(text) : 0;
    if (size > 0 && size % CLIENTS === 0) return size;
    throw new Error(`"${text}" is no size: give a multiple of ${CLIENTS}, such as ${20 * CLIENTS}`);
  });
}
