const ESCAPE = '\u001b';
/** Escape sequences of colours, or one visible character: what is painted was printable before. */
const PIECES = /\p{Cc}\[[\d;]*m|./gsu;

/** Cuts a painted line to so many visible characters; its colours end where they did. */
export function cutToWidth(line: string, width: number): string {
  // With its colours it is longer than what is seen of it.
  if (line.length <= width) return line;
  let seen = 0;
  let cut = '';
  const pieces = line.match(PIECES) ?? [];
  const visible = pieces.filter((piece) => !piece.startsWith(ESCAPE)).length;
  if (visible <= width) return line;
  for (const piece of pieces) {
    if (piece.startsWith(ESCAPE)) cut += piece;
    else if (++seen < width) cut += piece;
    else if (seen === width) cut += '…';
  }
  return cut;
}

/** Breaks a text into lines of at most so many characters: between words, and within those that are longer. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > width) {
    const space = rest.lastIndexOf(' ', width);
    const at = space > 0 ? space : width;
    lines.push(rest.slice(0, at));
    rest = rest.slice(at).trimStart();
  }
  return [...lines, rest];
}
