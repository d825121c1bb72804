/** Milliseconds. Chosen: back within seconds, and yet no crowd in front of a server that comes up. */
const FIRST = 1_000;
const LONGEST = 8_000;
/** A server that can be reached, and yet does not give what is wanted, has troubles of its own. */
const FIRST_THEN = 4_000;
const LONGEST_THEN = 60_000;

/** Looks at a server so far: those that found nobody, and those that found somebody. */
export interface Looks {
  readonly missed: number;
  readonly met: number;
}

/**
 * How long to wait until the next look: twice as long each time, up to a bound, of which between half and all is drawn at random,
 * so that pages that lost one server together do not come back to it together.
 */
export function waitAfter({ missed, met }: Looks, random: number): number {
  const wait =
    met > 0
      ? Math.min(LONGEST_THEN, FIRST_THEN * 2 ** (met - 1))
      : Math.min(LONGEST, FIRST * 2 ** Math.max(0, missed - 1));
  return wait * (0.5 + random / 2);
}
