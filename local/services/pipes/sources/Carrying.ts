import type { InFlight } from '../../../platform/Activity.ts';
import type { Work } from '../../eventSourceMappings/createWork.ts';
import type { SourceParameters } from '../parameters/sourceParameters.ts';
import type { PipeContext } from '../PipeContext.ts';
import type { PipeTarget } from '../PipeTarget.ts';

/** What carrying a stream's records needs. */
export interface Carrying {
  readonly context: PipeContext;
  readonly settings: NonNullable<SourceParameters['DynamoDBStreamParameters']>;
  readonly target: PipeTarget;
  readonly work: Work;
  readonly self: InFlight;
}
