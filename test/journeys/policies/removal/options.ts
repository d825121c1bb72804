import { parseArgs } from 'node:util';

export interface Options {
  /** Only the statements that have this text in their stack's, policy's or own words. @default all */
  readonly only: string | undefined;
  /** Only those of which nothing is known yet. */
  readonly isNewOnly: boolean;
}

export const USAGE = `Usage: npm run policies [-- OPTIONS]

Deploys the templates without one policy statement at a time on a local cloud, runs the shortest user story that needs
the statement, and writes down which story failed and how: docs/policies.md. Fails if any statement can go and no story
notices. Takes some ten minutes; two statements at a time.

  --only NAME  only the statements that have NAME in their stack, policy or words, such as "AllocateOrderStock"
               or "Orders"; what is known of all others is kept
  --new        only the statements of which nothing is known yet
  --help       shows this text
`;

/** Returns undefined if only the usage is asked for. */
export function readOptions(args: readonly string[]): Options | undefined {
  const options = { only: { type: 'string' }, new: { type: 'boolean' }, help: { type: 'boolean' } } as const;
  const { only, new: isNewOnly = false, help } = parseArgs({ args: [...args], options }).values;
  return help ? undefined : { only, isNewOnly };
}
