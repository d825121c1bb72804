import { onlyOnAws } from './onlyOnAws.ts';
import type { DeployedStatement } from './statements.ts';

/** What was taken from a statement, alone, and the journey that failed. */
export interface Row {
  readonly of: DeployedStatement;
  readonly what: string;
  /** Undefined where no journey did. */
  readonly neededBy: string | undefined;
}

const TITLE = `# What each policy statement is for

Every statement of every policy that is deployed, and one user story that is refused without it. \`npm test\` records how
the local cloud decides each request of these stories, and decides them again with one statement removed, then one
action of it, then one partition of the table; what nothing needs fails. \`npm run docs:policies\` writes this page anew, and
\`npm test\` fails where it is stale.

What the local cloud does not ask for is listed with AWS's own page that says it is needed.
`;

/** The page of all statements, stack by stack. */
export function tableOf(rows: readonly Row[]): string {
  const whole = rows.filter(({ what }) => what === 'the statement');
  const parts = [...Map.groupBy(whole, ({ of }) => of.stackName)].map(([stackName, of]) =>
    [
      `## ${stackName.replace(/^Frontdesk-\w+-/, '')}`,
      '',
      '| whose | statement | without it fails |',
      '| --- | --- | --- |',
      ...of.map(lineOf),
      '',
    ].join('\n'),
  );
  return [TITLE, `${whole.length} statements.\n`, ...parts].join('\n');
}

const lineOf = ({ of, neededBy }: Row) =>
  `| ${readable(of.logicalId)} | ${readable(of.words)} | ${neededBy ?? reasonOf(of)} |`;

const reasonOf = (of: DeployedStatement) => {
  const exception = exceptionOf(of, [of.statement.Action].flat()[0] ?? '');
  return exception ? `[on AWS](${exception.source}): ${exception.because}` : 'nothing';
};

/** Why an action is allowed although the local cloud does not ask for it. */
export const exceptionOf = ({ words }: DeployedStatement, action: string) =>
  onlyOnAws.find((each) => each.actions.test(action) && (each.words?.test(words) ?? true));

/** Without the hashes of logical ids and exports, and conditions as a person says them. */
const readable = (words: string) =>
  words
    .replace(/import (?:FnGetAtt|Ref)(\w+?)[0-9A-F]{8}\w*/g, '$1')
    .replace(/([a-z])[0-9A-F]{8}\b/g, '$1')
    .replace(
      / if \{ ForAllValues:StringLike: \{ dynamodb:LeadingKeys: (.*?) \}, Null: \{ dynamodb:LeadingKeys: false \} \}/,
      ' where the partition is $1',
    )
    .replace(/\*/g, '\\*')
    .replace(/\|/g, '\\|');
