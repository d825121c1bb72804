import type { InFlight } from '../../../platform/Activity.ts';
import type { Work } from '../createWork.ts';
import type { EventSourceMapping } from '../EventSourceMappings.ts';
import type { PollerContext } from '../Poller.ts';

/** What delivering a stream's records needs. */
export interface StreamDelivery {
  readonly context: PollerContext;
  readonly mapping: EventSourceMapping;
  readonly work: Work;
  readonly self: InFlight;
}
