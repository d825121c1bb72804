import { fitted, printable, widthOf } from './printable.ts';
import type { Format, Terminal } from './Terminal.ts';

export interface Column<Row> {
  readonly title: string;
  readonly value: (row: Row) => string;
  readonly format?: ((row: Row) => Format | undefined) | undefined;
  /** @default left */
  readonly align?: 'left' | 'right';
  /** Columns that are cut where the table is too wide, the first of them last. Others are never cut. @default false */
  readonly shrinks?: boolean;
}

const GAP = '  ';
/** A column that shrinks keeps so much. */
const NARROWEST = 8;

/** Rows below their titles, no line longer than the terminal is wide. */
export function table<Row>(
  { width, paint }: Pick<Terminal, 'width' | 'paint'>,
  rows: readonly Row[],
  columns: readonly Column<Row>[],
): string {
  const cells = rows.map((row) => columns.map(({ value }) => printable(value(row))));
  const widths = fitWidths(columns, cells, width);
  const line = (texts: readonly string[], look: (text: string, index: number) => string) =>
    texts
      .map((text, index) => look(padded(text, widths[index] ?? 0, columns[index]?.align), index))
      .join(GAP)
      .trimEnd();
  return [
    line(
      columns.map(({ title }) => title),
      (text) => paint('dim', text),
    ),
    ...cells.map((texts, row) =>
      line(texts, (text, index) => {
        const item = rows[row];
        const format = item === undefined ? undefined : columns[index]?.format?.(item);
        return format ? paint(format, text) : text;
      }),
    ),
  ].join('\n');
}

/** The widest cell of each column; then those that shrink give way, the last first. */
function fitWidths<Row>(
  columns: readonly Column<Row>[],
  cells: readonly (readonly string[])[],
  width: number,
): number[] {
  const widths = columns.map(({ title }, index) =>
    cells.reduce((widest, row) => Math.max(widest, widthOf(row[index] ?? '')), title.length),
  );
  let excess = widths.reduce((sum, one) => sum + one + GAP.length, -GAP.length) - width;
  for (let index = columns.length - 1; index >= 0 && excess > 0; index--) {
    const wide = widths[index] ?? 0;
    if (!columns[index]?.shrinks || wide <= NARROWEST) continue;
    const cut = Math.min(excess, wide - NARROWEST);
    widths[index] = wide - cut;
    excess -= cut;
  }
  return widths;
}

function padded(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const shown = fitted(text, width);
  const space = ' '.repeat(Math.max(0, width - widthOf(shown)));
  return align === 'left' ? shown + space : space + shown;
}
