import type { parseArgs, ParseArgsOptionsConfig } from 'node:util';

/** Options of the command line that are understood together: one file a group, one line in a command's list of groups. */
export interface OptionGroup<Value> {
  /** As `parseArgs` reads them. */
  readonly options: ParseArgsOptionsConfig;
  /** What the usage text says, wrapped there: how an option is typed, and why one would. */
  readonly usage: readonly UsageLine[];
  /** The same for variables of the environment. */
  readonly environmentUsage?: readonly UsageLine[];
  /** Throws `OperatorError` for what it cannot read. */
  read(values: OptionValues, environment: NodeJS.ProcessEnv): Value;
}

export type UsageLine = readonly [typed: string, reason: string];

type OptionValues = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/** What `parseArgs` returns for these options. */
type ValuesOf<Options extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ options: Options }>
>['values'];

/** Returns the group. It is a function so that `read` knows the types of its options. */
export const optionGroup = <const Options extends ParseArgsOptionsConfig, Value>(group: {
  readonly options: Options;
  readonly usage: readonly UsageLine[];
  readonly environmentUsage?: readonly UsageLine[];
  read(values: ValuesOf<Options>, environment: NodeJS.ProcessEnv): Value;
}): OptionGroup<Value> => group;
