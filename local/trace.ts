import { runTrace } from './cli/trace/runTrace.ts';
import { OperatorError } from './platform/errors.ts';
import { printable } from './platform/printable.ts';

// `| head` reads no more than it needs.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  const { columns } = process.stdout;
  await runTrace(process.argv.slice(2), process.env, { print: console.log, columns });
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  console.error(printable(error.message));
  process.exitCode = 1;
}
