import type { Gate } from '../../platform/createGate.ts';
import type { World } from '../../platform/World.ts';
import type { Streams } from '../dynamodb/DynamoDb.ts';
import type { Events } from '../events/Events.ts';
import type { Lambda } from '../lambda/Lambda.ts';
import type { Sqs } from '../sqs/createSqs.ts';
import type { TargetParameters } from './parameters/targetParameters.ts';
import type { SourceParameters } from './parameters/sourceParameters.ts';
import type { Pipe } from './Pipes.ts';

/** What pipes read and write. */
export interface PipesOptions {
  readonly streams: Streams;
  readonly sqs: Sqs;
  readonly lambda: Lambda;
  readonly events: Events;
  /** Opens once everything is deployed. @default open from the start */
  readonly gate?: Gate | undefined;
}

/** One pipe, its parameters understood, and what it reaches. */
export interface PipeContext extends PipesOptions {
  readonly world: World;
  readonly pipe: Pipe;
  readonly source: SourceParameters;
  readonly target: TargetParameters;
}
