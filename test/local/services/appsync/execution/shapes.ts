/** `count` texts in a row. */
export const repeat = (count: number, textOf: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => textOf(index)).join(' ');

/** Fragments that each select by `selectNext` what the next one does; the last selects `last`. The first is `F0`. */
export const fragmentChain = (
  length: number,
  type: string,
  selectNext: (next: string) => string,
  last: string,
): string =>
  repeat(length, (at) => {
    const selected = at + 1 < length ? selectNext(`...F${at + 1}`) : last;
    return `fragment F${at} on ${type} { ${selected} }`;
  });

/** `open` and `close` as many times around `inside`. */
export const nest = (levels: number, open: string, inside: string, close: string): string =>
  open.repeat(levels) + inside + close.repeat(levels);
