import { widthOf } from '../../letters/terminal/printable.ts';

/** How a part of a line looks, by the escape codes in front of it. */
interface Style {
  readonly colour?: string;
  readonly bold?: boolean;
  readonly dim?: boolean;
}

interface Span extends Style {
  readonly text: string;
  readonly column: number;
}

const COLUMNS = 80;
/** Of a character, in pixels. */
const WIDTH = 8.4;
const HEIGHT = 18;
const MARGIN = 14;

/** Readable on the dark ground that is drawn below, at a contrast of 4.5 or more. */
const colours: Readonly<Record<number, string>> = {
  30: '#8b949e',
  31: '#ff7b72',
  32: '#3fb950',
  33: '#d29922',
  34: '#58a6ff',
  35: '#bc8cff',
  36: '#39c5cf',
  37: '#e6edf3',
  90: '#8b949e',
};

/** https://www.ecma-international.org/publications-and-standards/standards/ecma-48/: SGR, as far as `styleText` writes it. */
function styleAfter(style: Style, code: number): Style {
  if (code === 0) return {};
  if (code === 1) return { ...style, bold: true };
  if (code === 2) return { ...style, dim: true };
  if (code === 22) return { ...style, bold: false, dim: false };
  if (code === 39) return { ...(style.bold && { bold: true }), ...(style.dim && { dim: true }) };
  const colour = colours[code];
  if (!colour) throw new Error(`No picture knows the code ${code}`);
  return { ...style, colour };
}

/** The parts of a line that begins in a style, and the style in which it ends. */
function spansOf(line: string, before: Style): { readonly spans: readonly Span[]; readonly after: Style } {
  const spans: Span[] = [];
  let style = before;
  let column = 0;
  for (const [index, part] of line.split(/\u001b\[([\d;]*)m/).entries()) {
    if (index % 2 === 1) for (const code of part.split(';')) style = styleAfter(style, Number(code));
    else if (part) {
      spans.push({ ...style, text: part, column });
      column += widthOf(part);
    }
  }
  if (column > COLUMNS) throw new Error(`A line has ${column} columns: ${line}`);
  return { spans, after: style };
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const round = (pixels: number) => String(Math.round(pixels * 10) / 10);

/**
 * Draws each part of a line between wider gaps at its own column: whoever shows the picture may collapse spaces.
 * `textLength` keeps columns in line, whatever font the reader has.
 */
function drawSpan({ text, column, colour, bold, dim }: Span): string {
  const look = [colour && `fill="${colour}"`, bold && 'font-weight="bold"', dim && 'opacity="0.7"'].filter(
    (each) => each,
  );
  const drawn = [...text.matchAll(/\S+(?: \S+)*/g)].map(({ 0: part, index }) => {
    const x = MARGIN + (column + widthOf(text.slice(0, index))) * WIDTH;
    const place = `x="${round(x)}" textLength="${round(widthOf(part) * WIDTH)}"`;
    return `<tspan ${[place, ...look].join(' ')}>${escaped(part)}</tspan>`;
  });
  return drawn.join('');
}

/** Draws what a command wrote to a terminal of 80 columns, escape codes and all, as an SVG. Throws where a line is longer. */
export function terminalPicture(title: string, written: string): string {
  const lines = written.replace(/\n$/, '').split('\n');
  const [width, height] = [round(2 * MARGIN + COLUMNS * WIDTH), 2 * MARGIN + lines.length * HEIGHT];
  let style: Style = {};
  const drawn = lines.map((line, index) => {
    const y = MARGIN + (index + 0.75) * HEIGHT;
    const { spans: parts, after } = spansOf(line, style);
    style = after;
    const spans = parts.map(drawSpan).join('');
    return spans && `  <text y="${round(y)}">${spans}</text>\n`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(title)}">
  <title>${escaped(title)}</title>
  <rect width="100%" height="100%" rx="8" fill="#0d1117"/>
  <g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="14" fill="#e6edf3">
${drawn.join('')}  </g>
</svg>
`;
}
