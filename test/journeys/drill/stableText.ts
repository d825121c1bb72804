/** Makes texts of one run the same in every run. */
export type Stabilize = (text: string) => string;

/** One that a table cut has fewer digits at its end. */
const UUID = /\b([\da-f]{8})((?:-[\da-f]{1,12}){3,4})/g;

const ESCAPE_CODE = /(\u001b\[[\d;]*m)/;

/**
 * Replaces whatever is drawn at random, by something as long: ids in the order in which they appear, and the port of the
 * cloud. The start of one of `ids` stays the start of it.
 */
export function createStabilizer(ids: readonly string[]): Stabilize {
  const starts = new Set(ids.map((id) => id.slice(0, 8)));
  const numbers = new Map<string, string>();
  const numberOf = (id: string) => {
    const known = numbers.get(id) ?? (numbers.size + 1).toString(16).padStart(4, '0');
    numbers.set(id, known);
    return known;
  };
  const short = (id: string) => `1e77${numberOf(id)}`;
  const stable = (text: string) =>
    text
      .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:4566')
      .replaceAll(
        UUID,
        (_id, start: string, end: string) =>
          short(start) + '-0000-4000-8000-000000000000'.slice(0, end.length),
      )
      .replaceAll(/\b1-[\da-f]{8}-[\da-f]{24}\b/g, (id) => `1-5e9a2b00-${numberOf(id).padStart(24, '0')}`)
      .replaceAll(
        /\b01[\dA-HJKMNP-TV-Z]{24}\b/g,
        (id) => `01MCS8KY80${numberOf(id).toUpperCase().padStart(16, '0')}`,
      )
      .replaceAll(/\b(\d{8}T\d{6})-\w+/g, (_run, time: string) => `${time}-0a1b2c`)
      .replaceAll(/\b[\da-f]{64}\b/g, 'c0de'.repeat(16))
      .replaceAll(/(?<![-\w])[\da-f]{12}(?![-\w])/g, 'c0de'.repeat(3))
      .replaceAll(/(?<![-\w])[\da-f]{8}(?![-\w])/g, (id) => (starts.has(id) ? short(id) : id));
  return (text) =>
    text
      .split(ESCAPE_CODE)
      .map((part, index) => (index % 2 === 0 ? stable(part) : part))
      .join('')
      .replaceAll(/[ \t]+$/gm, '');
}
