import type { World } from '../../../../platform/World.ts';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** KSUIDs count seconds from here: https://github.com/segmentio/ksuid */
const KSUID_EPOCH_SECONDS = 1_400_000_000;

export const createIds = ({ clock, random }: World) => ({
  autoId: () => random.uuid(),
  /** Ten characters of time and sixteen of chance: https://github.com/ulid/spec */
  autoUlid: () => digits(BigInt(clock.now()), CROCKFORD, 10) + random.text(16, CROCKFORD),
  /** Four bytes of time and sixteen of chance, in base 62. */
  autoKsuid() {
    const bytes = random.bytes(20);
    bytes.writeUInt32BE((Math.floor(clock.now() / 1000) - KSUID_EPOCH_SECONDS) >>> 0);
    return digits(BigInt(`0x${bytes.toString('hex')}`), BASE62, 27);
  },
});

function digits(value: bigint, alphabet: string, length: number): string {
  const base = BigInt(alphabet.length);
  let text = '';
  for (let rest = value; text.length < length; rest /= base) text = alphabet[Number(rest % base)] + text;
  return text;
}
