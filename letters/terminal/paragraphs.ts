import { stripVTControlCharacters } from 'node:util';
import { printable, widthOf } from './printable.ts';

/**
 * Lines of a text, none wider than `width`; what is longer goes on below, behind `indent`. Loses no character, but for the
 * space at which a line of words ends.
 */
export function wrapped(text: string, width: number, indent = ''): string {
  return text
    .split('\n')
    .flatMap((line) => wrapLine(printable(line), width, indent))
    .join('\n');
}

/** The same for lines that are painted already. What is longer goes on two columns further in than it began. */
export const wrappedPainted = (text: string, width: number): string =>
  text
    .split('\n')
    .flatMap((line) => wrapLine(line, width, `${/^ */.exec(line)?.[0] ?? ''}  `))
    .join('\n');

/** A code of `styleText`, which takes no column, or a character. */
const PART = /\u001b\[[\d;]*m|./gsu;

function wrapLine(line: string, width: number, indent: string): string[] {
  const lines: string[] = [];
  let current = '';
  let columns = 0;
  for (const [part] of line.matchAll(PART)) {
    const wide = widthOf(stripVTControlCharacters(part));
    if (columns + wide > width) {
      const space = part === ' ' ? current.length : current.lastIndexOf(' ');
      // A word that takes more than half a line is cut.
      const end = space > width / 2 ? space : current.length;
      lines.push(current.slice(0, end));
      current = indent + current.slice(end).trimStart();
      columns = widthOf(stripVTControlCharacters(current));
      if (part === ' ') continue;
    }
    current += part;
    columns += wide;
  }
  return [...lines, current];
}

/** Pairs of a label and a text, the texts below each other. Leaves out what is unknown. */
export function fields(
  pairs: readonly (readonly [string, string | undefined])[],
  width: number,
  paintLabel: (text: string) => string = (text) => text,
): string {
  const known = pairs.filter(
    (pair): pair is readonly [string, string] => pair[1] !== undefined && pair[1] !== '',
  );
  const wide = Math.max(0, ...known.map(([label]) => label.length)) + 2;
  return known
    .map(([label, text]) => {
      const [first = '', ...rest] = wrapped(text, width - wide).split('\n');
      return [paintLabel(label.padEnd(wide)) + first, ...rest.map((line) => ' '.repeat(wide) + line)].join(
        '\n',
      );
    })
    .join('\n');
}
