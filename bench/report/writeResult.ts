import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../results');

export interface Result {
  /** Name of the files. */
  readonly name: string;
  readonly title: string;
  /** Rows by column heading, in the order they are shown. */
  readonly rows: readonly Readonly<Record<string, string | number>>[];
  /** Everything that was measured, for the JSON file. */
  readonly figures: unknown;
}

/** Writes `bench/results/<name>.json` and `.md`, with the machine and the day of the run, and prints the table. */
export function writeResult({ name, title, rows, figures }: Result): void {
  const origin = { date: new Date().toISOString().slice(0, 10), machine: machine() };
  const words = `# ${title}\n\n${origin.date}, ${describeMachine(origin.machine)}\n\n${tableOf(rows)}\n`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify({ ...origin, figures }, null, 2)}\n`);
  writeFileSync(join(folder, `${name}.md`), words);
  console.log(`\n${words}`);
}

function tableOf(rows: Result['rows']): string {
  const headings = Object.keys(rows[0] ?? {});
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  return [
    line(headings),
    line(headings.map(() => '---')),
    ...rows.map((row) => line(Object.values(row))),
  ].join('\n');
}

/** The machine that the figures were measured on. */
const machine = () => ({
  cores: availableParallelism(),
  cpu: cpus()[0]?.model ?? 'unknown processor',
  memoryGb: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  system: `${process.platform} ${process.arch}`,
});

const describeMachine = ({ cores, cpu, memoryGb, node, system }: ReturnType<typeof machine>) =>
  `${cores} cores (${cpu}), ${memoryGb} GB, Node ${node}, ${system}`;
