/** Makes texts of one run the same in every run. */
export type Stabilize = (text: string) => string;

const UUID = /\b([\da-f]{8})-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/g;

/**
 * Replaces whatever is drawn at random, by something as long: ids in the order in which they appear, and the port of the
 * cloud. A short id stays the beginning of its long one.
 */
export function createStabilizer(): Stabilize {
  const numbers = new Map<string, string>();
  const numberOf = (id: string) => {
    const known = numbers.get(id) ?? (numbers.size + 1).toString(16).padStart(4, '0');
    numbers.set(id, known);
    return known;
  };
  const short = (id: string) => `1e77${numberOf(id)}`;
  return (text) =>
    text
      .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:4566')
      .replaceAll(UUID, (_id, start: string) => `${short(start)}-0000-4000-8000-000000000000`)
      .replaceAll(/\b1-[\da-f]{8}-[\da-f]{24}\b/g, (id) => `1-5e9a2b00-${numberOf(id).padStart(24, '0')}`)
      .replaceAll(
        /\b01[\dA-HJKMNP-TV-Z]{24}\b/g,
        (id) => `01MCS8KY80${numberOf(id).toUpperCase().padStart(16, '0')}`,
      )
      .replaceAll(/\b(\d{8}T\d{6})-\w+/g, (_run, time: string) => `${time}-0a1b2c`)
      .replaceAll(/\b[\da-f]{64}\b/g, 'c0de'.repeat(16))
      .replaceAll(/(?<![-\w])[\da-f]{8}(?![-\w])/g, (id) =>
        numbers.has(id) || (/\d/.test(id) && /[a-f]/.test(id) && !id.startsWith('1e77')) ? short(id) : id,
      )
      .replaceAll(/[ \t]+$/gm, '');
}
