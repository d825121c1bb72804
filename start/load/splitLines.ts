/** One line of a file, without its end. */
export interface TextLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  /** Whether it was longer than anybody will read, and lost its tail. */
  readonly isCut: boolean;
}

/** Longest line, in characters: ten times an order of 25 lines, and a bound to what nonsense can take up. */
export const MAX_LINE = 65_536;

/** Lines of UTF-8, however their bytes come; no more of it is held than one chunk and one line. */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<TextLine> {
  const decoder = new TextDecoder();
  let [number, text, isCut] = [0, '', false];
  const take = (piece: string) => {
    isCut ||= text.length + piece.length > MAX_LINE;
    text = (text + piece).slice(0, MAX_LINE);
  };
  const end = (): TextLine => {
    const line = { number: ++number, text: text.replace(/\r$/, ''), isCut };
    [text, isCut] = ['', false];
    return line;
  };
  for await (const chunk of chunks) {
    const [first, ...others] = decoder.decode(chunk, { stream: true }).split('\n');
    take(first!);
    for (const piece of others) {
      yield end();
      take(piece);
    }
  }
  take(decoder.decode());
  if (text !== '') yield end();
}
