import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { Options } from './options.ts';
import type { Outcome } from './run.ts';
import { BOUNDS, faultsOfRun, mb, ms, p50, p99 } from './verdict.ts';

const root = join(import.meta.dirname, '../..');

/** The result of a run, as Markdown. */
export function toMarkdown(options: Options, outcome: Outcome): string {
  const { sent, seconds, quiet, attacked, memory, longestDelayMs, alone, findings } = outcome;
  const faults = faultsOfRun(outcome);
  return `${[
    `${sent.count} inputs of seed ${options.seed} in ${(seconds / 60).toFixed(1)} minutes, ${Math.round(sent.count / seconds)} a second, ${options.inFlight} at a time.`,
    faults.length === 0 ? 'Nothing fell.' : faults.join('\n'),
    table(
      ['', 'quiet', 'under attack', 'bound'],
      [
        ['neighbour: answers', `${quiet.answers.length}`, `${attacked.answers.length}`, ''],
        ['neighbour: not served', `${quiet.faults.length}`, `${attacked.faults.length}`, '0'],
        ['neighbour: answer p50', ms(p50(quiet.answers)), ms(p50(attacked.answers)), ''],
        [
          'neighbour: answer p99',
          ms(p99(quiet.answers)),
          ms(p99(attacked.answers)),
          ms(Math.max(2 * p99(quiet.answers), BOUNDS.slowMs)),
        ],
        [
          'neighbour: from a change to its delivery, p50 / p99',
          deliveries(quiet.deliveries),
          deliveries(attacked.deliveries),
          '',
        ],
        ['longest standstill of the event loop', '', ms(longestDelayMs), ms(BOUNDS.hangMs)],
        [
          'resident set: before, at most',
          mb(memory.before),
          mb(memory.peak),
          mb(memory.before + BOUNDS.peakMb),
        ],
        ['resident set: before, after a rest', mb(memory.before), mb(memory.after), ''],
        [
          'heap after collecting: before, after a rest',
          mb(memory.heapBefore),
          mb(memory.heapAfter),
          mb(memory.heapBefore + BOUNDS.heapMb),
        ],
      ],
    ),
    table(
      ['shape', 'inputs'],
      [...sent.counts].sort().map(([shape, count]) => [shape, `${count}`]),
    ),
    table(
      ['door and outcome', 'inputs'],
      [...sent.outcomes].sort().map(([door, count]) => [door, `${count}`]),
    ),
    table(
      ['slowest inputs', 'shape', 'among the others', 'alone'],
      alone.map(({ index, shape, ms: among, aloneMs }) => [`${index}`, shape, ms(among), ms(aloneMs)]),
    ),
    ...findings
      .all()
      .map(
        ({ fault, shape, index, input, answer, times }) =>
          `${times} × ${fault} · ${shape}${index === undefined ? '' : ` · input ${index}`}\n    ${input}\n    ${answer}`,
      ),
  ].join('\n\n')}\n`;
}

const deliveries = (values: readonly number[]) =>
  values.length === 0 ? 'none' : `${ms(p50(values))} / ${ms(p99(values))}`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const HEAD = `# A recorded attack

Made by \`npm run hostile -- --record\`, which writes this page anew. [security.md](security.md) says what is attacked and why.
`;

/** Writes the page and the figures of a complete run. */
export function record(options: Options, outcome: Outcome): void {
  const machine = `${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores (${cpus()[0]?.model}), Node ${process.version}, ${process.platform} ${process.arch}`;
  const { sent, seconds, quiet, attacked, memory, longestDelayMs, alone, findings } = outcome;
  const figures = {
    machine,
    seed: options.seed,
    inputs: sent.count,
    inFlight: options.inFlight,
    seconds,
    faults: faultsOfRun(outcome),
    findings: findings.all(),
    shapes: Object.fromEntries(sent.counts),
    outcomes: Object.fromEntries(sent.outcomes),
    neighbour: { quiet: figuresOf(quiet), attacked: figuresOf(attacked) },
    memory,
    longestDelayMs,
    slowest: alone,
  };
  const results = join(import.meta.dirname, 'results.json');
  const page = join(root, 'docs/hostile.md');
  writeFileSync(results, JSON.stringify(figures, null, 2));
  writeFileSync(page, `${HEAD}\n${machine}\n\n${toMarkdown(options, outcome)}`);
  execFileSync(process.execPath, [join(root, 'node_modules/oxfmt/bin/oxfmt'), results]);
}

const figuresOf = ({ answers, deliveries: delivered, faults }: Outcome['quiet']) => ({
  answers: answers.length,
  notServed: faults.length,
  p50: p50(answers),
  p99: p99(answers),
  deliveries: delivered.length,
});
