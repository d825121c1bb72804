import { callers, type CallerKind } from './callers.ts';
import type { Operation, Outcome } from './Operation.ts';

/** An attempt and its outcome. */
export interface Attempted {
  readonly operation: Operation;
  readonly outcomes: Readonly<Record<CallerKind, Outcome>>;
}

const INTRODUCTION = `# Who may do what

Made of attempts: each operation was tried as each kind of caller, over HTTP or a WebSocket, on the whole
backend. \`npm run docs:authorization\` writes this page anew; \`npm test\` fails where it is stale.

The operation is about a tenant's own things: *its owner* is that tenant. *yes* is granted; *silence* is a
subscription that is granted and hears nothing of the owner's; anything else is the \`errorType\` of the
refusal. *An IAM role* is one that may call the whole API.
`;

/** Returns the page that shows the outcome of every attempt. */
export function toMarkdown(attempted: readonly Attempted[]): string {
  const kinds = Object.keys(callers) as CallerKind[];
  const types = ['Query', 'Mutation', 'Subscription'];
  const chapters = types.map((type) => {
    const rows = attempted
      .filter(({ operation }) => operation.field.startsWith(`${type}.`))
      .map(({ operation, outcomes }) => [nameOf(operation), ...kinds.map((kind) => outcomes[kind])]);
    const head = ['Operation', ...Object.values(callers)];
    return [`## ${type}`, '', line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n');
  });
  return [INTRODUCTION, ...chapters].join('\n');
}

const nameOf = ({ field, use }: Operation) => `\`${field.split('.')[1]}\`${use ? ` ${use}` : ''}`;

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
