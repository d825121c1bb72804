import { styleText } from 'node:util';

export type Style = Parameters<typeof styleText>[0] & string;

/** A text in a style. `styleText` looks at terminal and environment each time, and a request is a dozen lines. */
export function paint(style: Style, text: string): string {
  const [before, after] = known.get(style) ?? learn(style);
  return `${before}${text}${after}`;
}

type Ends = readonly [before: string, after: string];

const known = new Map<Style, Ends>();

/** What comes before and after a text of a style; nothing where stdout shows no colours. */
function learn(style: Style): Ends {
  const [before = '', after = ''] = styleText(style, '|').split('|');
  const ends: Ends = [before, after];
  known.set(style, ends);
  return ends;
}
