import { type Judge, type Removal, removalsOf } from './judge.ts';
import type { Use, Uses } from './recordUses.ts';
import type { DeployedStatement } from './statements.ts';
import { exceptionOf, type Row } from './table.ts';

/** One row for the statement, and one for each part of it. */
export function rowsOf(of: DeployedStatement, uses: Uses, judge: Judge): Promise<Row[]> {
  const removals = of.statement.Effect === 'Deny' ? [WHOLE] : removalsOf(of);
  return Promise.all(
    removals.map(async (removal) => {
      for (const use of usesThatMayNeed(of, removal, uses))
        if (await isNeeded(of, removal, use, judge)) return { of, what: removal.what, neededBy: use.journey };
      return { of, what: removal.what, neededBy: undefined };
    }),
  );
}

/** The names of all journeys that have a request which is decided another way without the statement. */
export async function journeysThatNeed(of: DeployedStatement, uses: Uses, judge: Judge): Promise<string[]> {
  const found = new Set<string>();
  for (const use of usesThatMayNeed(of, WHOLE, uses))
    if (!found.has(use.journey) && (await isNeeded(of, WHOLE, use, judge))) found.add(use.journey);
  return [...found];
}

/** A statement is, where each of its actions is. */
export const isOnlyOnAws = (of: DeployedStatement, what: string): boolean =>
  (what === WHOLE.what ? [of.statement.Action].flat() : [what]).every((action) => exceptionOf(of, action));

const WHOLE: Removal = { what: 'the statement', left: undefined, concerns: () => true };

/** What a statement allowed, or denied, may be decided another way without it. */
const usesThatMayNeed = (of: DeployedStatement, { concerns }: Removal, uses: Uses): readonly Use[] =>
  uses
    .of(of)
    .filter(({ decision }) => decision.allowed === (of.statement.Effect === 'Allow') && concerns(decision));

const isNeeded = async (of: DeployedStatement, { left }: Removal, { decision }: Use, judge: Judge) =>
  (await judge(decision, { of, left })) !== decision.allowed;
