import type { Actions } from '../../platform/Call.ts';

/** AWS CloudFormation, as far as it says what runs: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/ */
export interface CloudFormation {
  /** By name. SDKs reach them by the Query protocol. */
  readonly actions: Actions;
  /** The ids of all stacks. */
  ids(): readonly string[];
  /** Answers from these stacks, as they are whenever it is asked. */
  describe(stacks: () => readonly RunningStack[]): void;
  /** Notes when resources of running stacks changed. */
  updated(changes: readonly StackChange[]): void;
}

export interface StackChange {
  readonly action: 'added' | 'updated' | 'replaced' | 'removed';
  readonly stack: string;
  readonly logicalId: string;
}

/** The parts of a deployed stack that can be asked for. */
export interface RunningStack {
  readonly name: string;
  /** Its ARN. */
  readonly id: string;
  readonly template: StackTemplate;
  /** By output name. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** The names of exports, by output name. */
  readonly exports: Readonly<Record<string, string>>;
  /** By logical id. */
  readonly resources: Readonly<Record<string, RunningResource>>;
}

interface StackTemplate {
  readonly Description?: string;
  readonly Parameters?: Readonly<Record<string, { readonly Default?: unknown }>>;
  readonly Resources: Readonly<Record<string, { readonly Metadata?: Readonly<Record<string, unknown>> }>>;
  readonly Outputs?: Readonly<Record<string, { readonly Description?: string }>>;
}

export interface RunningResource {
  readonly type: string;
  /** What `Ref` returns, which is its physical id. */
  readonly ref: string;
}
