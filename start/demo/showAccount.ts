import { styleText } from 'node:util';
import type { Account, Row } from './account.ts';
import { colourOf } from './colourOf.ts';
import type { Screen } from './Screen.ts';

const WIDTHS = [6, 14, 22] as const;

/** The final table, and what it proves. */
export function showAccount({ text }: Screen, { rows, checks }: Account): void {
  text('');
  text(styleText('bold', line('sent', 'request', 'answered with', 'ended as')));
  text(styleText('dim', '─'.repeat(74)));
  for (const row of rows) text(describe(row));
  text(styleText('dim', '─'.repeat(74)));
  text(line(String(total(rows)), 'in all', '', ''));
  text('');
  for (const { claim, holds } of checks)
    text(`${holds ? styleText('green', '✓') : styleText('red', '✗ NOT SO:')} ${claim}`);
}

const describe = ({ count, action, answer, end }: Row) =>
  line(
    String(count),
    action,
    styleText(colourOf(answer), answer.padEnd(WIDTHS[2])),
    end === 'MISSING' ? styleText('red', end) : end,
  );

const line = (count: string, action: string, answer: string, end: string) =>
  `${count.padStart(WIDTHS[0] - 2)}  ${action.padEnd(WIDTHS[1])}${answer.padEnd(WIDTHS[2])}${end}`.trimEnd();

const total = (rows: readonly Row[]) => rows.reduce((sum, { count }) => sum + count, 0);
