import { statSync } from 'node:fs';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { describeChange } from '../assembly/describeChanges.ts';
import type { ResourceChange } from '../platform/Feed.ts';
import { errorMessage, OperatorError } from '../platform/errors.ts';
import { printable, printableLines } from '../platform/printable.ts';
import type { Cloud } from '../startCloud.ts';

export interface WatchAssemblyOptions {
  /** The version that runs. @default the one that is in the folder now */
  readonly version?: number | undefined;
  /** How often the folder is looked at, in milliseconds. @default 250 */
  readonly intervalMs?: number;
}

/** Which version of an assembly is in a folder: when its manifest was written, which the CDK does last. Undefined where there is none. */
export const versionOf = (directory: string): number | undefined =>
  statSync(join(directory, 'manifest.json'), { throwIfNoEntry: false })?.mtimeMs;

/**
 * Takes each version of an assembly that somebody synthesizes into its folder. The folder is looked at, because one that
 * is deleted and made anew, as scripts do, tells its watchers nothing more.
 */
export function watchAssembly(
  directory: string,
  cloud: Pick<Cloud, 'update' | 'world'>,
  print: (text: string) => void,
  { version = versionOf(directory), intervalMs = 250 }: WatchAssemblyOptions = {},
): { close(): Promise<void> } {
  let taken = version;
  let work = Promise.resolve();

  const take = async () => {
    try {
      const announce = (changes: readonly ResourceChange[]) => changes.filter(isLoss).forEach(sayLoss);
      const { changes, codeWarnings } = await cloud.update(directory, { announce });
      if (changes.length === 0)
        print(styleText('dim', `${directory} was written again; nothing is different.`));
      for (const warning of codeWarnings)
        print(`${styleText('yellow', 'Warning:')} ${printableLines(warning)}`);
    } catch (error) {
      const reason =
        error instanceof OperatorError ? error.message : `a fault of ours: ${errorMessage(error)}`;
      print(`${styleText('red', 'Not taken')}, the version before serves on: ${printableLines(reason)}`);
    }
  };
  const sayLoss = (change: ResourceChange) =>
    print(
      `${styleText('yellow', change.action === 'replaced' ? 'Replacing' : 'Removing')} ${printable(describeChange(change))}`,
    );
  const look = () => {
    timer = cloud.world.clock.schedule(intervalMs, look);
    const found = versionOf(directory);
    // Between two versions there may be none.
    if (found === undefined || found === taken) return;
    taken = found;
    work = work.then(take);
  };

  let timer = cloud.world.clock.schedule(intervalMs, look);
  return {
    async close() {
      timer.cancel();
      await work;
    },
  };
}

/** What may hold data or have an address that others know. Code and settings hold none. */
const isLoss = ({ action, type }: ResourceChange) =>
  action === 'replaced' || (action === 'removed' && HOLDING.has(type));

const HOLDING = new Set([
  'AWS::AppSync::GraphQLApi',
  'AWS::Cognito::UserPool',
  'AWS::DynamoDB::GlobalTable',
  'AWS::DynamoDB::Table',
  'AWS::Events::Archive',
  'AWS::Logs::LogGroup',
  'AWS::SQS::Queue',
  'AWS::SecretsManager::Secret',
]);
