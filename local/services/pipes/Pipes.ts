import type { Actions, Call } from '../../platform/Call.ts';
import type { World } from '../../platform/World.ts';
import type { Events } from '../events/Events.ts';
import { assumeUncheckedRole, serviceCall } from '../iam/AssumeRole.ts';
import type { Lambda } from '../lambda/Lambda.ts';
import type { PollerContext } from '../polling/startPoller.ts';
import type { PipeMetrics } from './createPipeMetrics.ts';
import type { SourceParameters, TargetParameters } from './parameters.ts';

/** Amazon EventBridge Pipes: https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/ */
export interface Pipes {
  /** `DescribePipe` and `ListPipes`. */
  readonly actions: Actions;
  create(pipe: Pipe): void;
  /** Gives the pipe of that name another configuration. It goes on where it is, once what is under way has ended. */
  update(pipe: Pipe): void;
  /** What is under way still ends; the place in the stream is forgotten. */
  delete(name: string): void;
  close(): Promise<void>;
}

export interface Pipe {
  readonly name: string;
  readonly arn: string;
  readonly sourceArn: string;
  readonly targetArn: string;
  readonly roleArn: string;
  readonly running: boolean;
  /** `SourceParameters` and `TargetParameters` in CloudFormation's own shape. */
  readonly sourceParameters: Readonly<Record<string, unknown>>;
  readonly targetParameters: Readonly<Record<string, unknown>>;
}

/** What pipes reach. */
export interface PipesOptions extends Omit<PollerContext, 'world'> {
  readonly lambda: Lambda;
  readonly events: Events;
}

/** One pipe with its parsed parameters, and what it reaches. */
export interface PipeContext extends PipesOptions {
  readonly world: World;
  readonly pipe: Pipe;
  readonly metrics: PipeMetrics;
  readonly source: SourceParameters;
  readonly target: TargetParameters;
}

/**
 * A pipe's own call: in the name of its role, on behalf of the request that wrote the record. The session's name is chosen.
 * Its conditions: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-permissions.html
 */
export const pipeCall = (
  { assumeRole = assumeUncheckedRole, pipe }: PipeContext,
  traceId: string,
): Promise<Call> =>
  serviceCall(assumeRole, pipe.roleArn, {
    service: 'pipes',
    sourceArn: pipe.arn,
    sessionName: pipe.name,
    traceId,
  });
