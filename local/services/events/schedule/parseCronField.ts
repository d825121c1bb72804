/** The values between `least` and `most` that a field such as `1,5-9/2` allows; undefined where it is malformed. */
export function parseCronField(
  field: string,
  least: number,
  most: number,
  names: readonly string[] = [],
): ReadonlySet<number> | undefined {
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const [range = '', step = '1', ...more] = part.split('/');
    const [from, to] = boundsOf(range, part.includes('/'), least, most, names);
    const every = /^[1-9]\d*$/.test(step) ? Number(step) : NaN;
    if (more.length > 0 || !(from >= least && to <= most && from <= to && every > 0)) return undefined;
    for (let value = from; value <= to; value += every) values.add(value);
  }
  return values;
}

function boundsOf(
  range: string,
  stepped: boolean,
  least: number,
  most: number,
  names: readonly string[],
): [number, number] {
  if (range === '*' || range === '?') return [least, most];
  const [from = '', to, ...more] = range.split('-');
  if (more.length > 0) return [NaN, NaN];
  const start = valueOf(from, names, least);
  // `5/15` runs from 5 to the end.
  return [start, to === undefined ? (stepped ? most : start) : valueOf(to, names, least)];
}

function valueOf(text: string, names: readonly string[], least: number): number {
  const named = names.indexOf(text.toUpperCase());
  if (named >= 0) return named + least;
  return /^\d+$/.test(text) ? Number(text) : NaN;
}
