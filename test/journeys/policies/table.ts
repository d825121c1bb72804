import { onlyOnAws } from './onlyOnAws.ts';
import type { DeployedStatement } from './statements.ts';

/** What is taken from a statement, alone, and a journey that is refused without it. */
export interface Row {
  readonly of: DeployedStatement;
  readonly what: string;
  /** Undefined where no journey does. */
  readonly neededBy: string | undefined;
}

/** The journey that failed when a statement was removed, and the words with which it did. */
export interface Failure {
  readonly journey: string;
  readonly message: string;
}

/** By the statement's name. */
export type Failures = Readonly<Record<string, Failure>>;

const TITLE = `# What each policy statement is for

Every statement of every policy that is deployed, and one user story that fails without it. \`npm run policies\` deploys
the templates without one statement at a time, runs the shortest story that needs it, and writes down which failed and
how; a statement without which none fails is an error. A story in brackets has a request that is refused without the
statement, and was not yet run without it.

\`npm test\` does the same in seconds without deploying: it records how the local cloud decides each request of these
stories, and decides them again with one statement removed, then one action of it, then one partition of the table; what
nothing needs fails, and so does a statement that this page does not know. \`npm run docs:policies\` writes the page anew.

What the local cloud does not ask for is listed with AWS's own page that says it is needed.
`;

/** The page of all statements, stack by stack. */
export function tableOf(rows: readonly Row[], failures: Failures): string {
  const whole = rows.filter(({ what }) => what === 'the statement');
  const parts = [...Map.groupBy(whole, ({ of }) => stackOf(of))].map(([stack, of]) =>
    [
      `## ${stack}`,
      '',
      '| whose | statement | failed when removed |',
      '| --- | --- | --- |',
      ...of.map((row) => lineOf(row, failures)),
      '',
    ].join('\n'),
  );
  return [TITLE, `${whole.length} statements.\n`, ...parts].join('\n');
}

/** Says a statement's stack, policy and words, as they stay from one synthesis to the next. */
export const nameOf = (of: DeployedStatement): string =>
  `${stackOf(of)} ${readable(of.logicalId)}: ${readable(of.words)}`;

const stackOf = ({ stackName }: DeployedStatement) => stackName.replace(/^Frontdesk-\w+-/, '');

const lineOf = ({ of, neededBy }: Row, failures: Failures) =>
  `| ${asCell(readable(of.logicalId))} | ${asCell(readable(of.words))} | ${failureOf(of, failures) ?? reasonOf(of, neededBy)} |`;

function failureOf(of: DeployedStatement, failures: Failures): string | undefined {
  const failure = failures[nameOf(of)];
  return failure && `${failure.journey}: *${asCell(failure.message)}*`;
}

function reasonOf(of: DeployedStatement, neededBy: string | undefined): string {
  const exception = exceptionOf(of, [of.statement.Action].flat()[0] ?? '');
  if (exception) return `[on AWS](${exception.source}): ${exception.because}`;
  return neededBy === undefined ? 'nothing' : `(a request of: ${neededBy})`;
}

/** Why an action is allowed although the local cloud does not ask for it. */
export const exceptionOf = ({ stackName, words }: DeployedStatement, action: string) =>
  onlyOnAws.find(
    (each) =>
      each.actions.test(action) &&
      (each.words?.test(words) ?? true) &&
      (each.stack === undefined || stackName.endsWith(`-${each.stack}`)),
  );

/** Without the hashes of logical ids and exports, and conditions as a person says them. */
const readable = (words: string) =>
  words
    .replace(/import (?:FnGetAtt|Ref)(\w+?)[0-9A-F]{8}\w*/g, '$1')
    .replace(/([a-z])[0-9A-F]{8}\b/g, '$1')
    .replace(
      / if \{ ForAllValues:StringLike: \{ dynamodb:LeadingKeys: (.*?) \}, Null: \{ dynamodb:LeadingKeys: false \} \}/,
      ' where the partition is $1',
    );

const asCell = (text: string) => text.replace(/[*_<>]/g, '\\$&').replace(/\|/g, '\\|');
