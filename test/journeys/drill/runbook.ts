import { stripVTControlCharacters } from 'node:util';
import type { Fault } from './Drill.ts';
import type { Stabilize } from './stableText.ts';
import type { Printed } from './operator.ts';

/** A command as somebody typed it, and what it printed. */
export interface Step {
  readonly command: readonly string[];
  readonly printed: Printed;
}

/** The steps that the page shows, each by the name it has in the page's text. */
export type Steps = Readonly<
  Record<'list' | 'group' | 'show' | 'dryRun' | 'redrive' | 'after' | 'history', Step>
>;

const quoted = (word: string) => (/^[-\w.:/]+$/.test(word) ? word : `"${word}"`);

export const commandLine = ({ command }: Step) => `npm run letters -- ${command.map(quoted).join(' ')}`;

/** What stands in the terminal, questions and remarks before results. */
export const screenOf = ({ printed: { stderr, stdout } }: Step) => stderr + stdout;

const block = (step: Step, stable: Stabilize) =>
  `\`\`\`console\n$ ${stable(commandLine(step))}\n${stable(stripVTControlCharacters(screenOf(step))).trimEnd()}\n\`\`\`\n`;

/** Returns the page. */
export function runbookPage(causes: readonly Fault[], steps: Steps, stable: Stabilize): string {
  const show = (name: keyof Steps) => block(steps[name], stable);
  return `# Runbook: from an alarm to a mended queue

Made by a drill: of 500 bookings and orders 60 were made to die in eight ways, their causes were mended, and the letters
were brought back until all 500 had ended. What stands below is what the tool printed then, in this order.
\`npm run docs:runbook\` holds the drill again and writes this page anew; \`npm test\` fails where it is stale.
[docs/letters.md](letters.md) describes every command.

Beside \`npm start\` the commands need nothing else. For a stage on AWS add \`--stage\` and \`--profile\`.

## 1. See what died (one minute)

An alarm of a dead-letter queue rang (\`DeadLetters/NotEmpty\`, \`Undelivered\`), or of a worker (\`Worker/Failing\`), a rule
(\`Events/Failed\`) or a pipe (\`Pipe/Failed\`). Which queues have letters, and of what did they die?

${show('list')}
Several queues may tell of one cause. Count all letters by class, code and step:

${show('group')}
## 2. Understand one of them (two minutes)

\`letters peek createApartmentBooking\` lists the letters of a queue with their ids, of which the first eight characters do.

${show('show')}
## 3. Mend the cause

Letters wait for 14 days: do not bring them back before the cause is mended. They would die again.

| alarm | code | what happened | mend |
| --- | --- | --- | --- |
${causes.map(({ name, alarms, errorCode, means, remedy }) => `| ${alarms} | \`${errorCode}\` | ${name}: ${means} | ${remedy} |\n`).join('')}
## 4. Predict (two minutes)

Runs the present code of each worker on copies of what it reads, and writes nothing. Letters that would die again are not
mended yet; those that would be \`duplicate\` were done before they died.

${show('dryRun')}
## 5. Bring them back (five minutes)

\`--ramp\` sends 1 %, 10 % and the rest, and stops by itself when messages die again. Ctrl-C stops it between two batches;
\`--resume\` goes on. Without the name of a queue it is done for all of them, one after the other.

${show('redrive')}
## 6. Check

${show('after')}
Who did it, and why, is kept:

${show('history')}
## Alarms without letters

| alarm | what happens | what to do |
| --- | --- | --- |
| \`Work/Late\` | messages wait, none is lost | Look whether the worker runs: \`aws lambda list-event-source-mappings --event-source-arn …\`. Enable a mapping that is disabled; what waited is then worked on by itself. |
| \`WatchedApi\` (5xx, latency) | callers get errors or wait; what got a ticket is queued | The API's log group has the request ids. |
| \`WatchedTable\` (throttles, conflicts) | workers try again with growing pauses | Nothing, while it passes. If it lasts, letters of the class \`EXHAUSTED\` follow: step 1. |
`;
}
