import { isoOf } from './Clock.ts';
import type { Attempt } from './Letter.ts';
import { deliveryLineOf, type DeliveryLine, type Failure, failureOf, type LogEvent } from './logLines.ts';

/** One delivery of a message, as the lines of its worker tell it. */
export interface Delivery extends Pick<DeliveryLine, 'step' | 'entityType' | 'entityId' | 'traceId'> {
  readonly attempt: Attempt;
  /** Of one that was killed. */
  readonly code: Failure['code'] | undefined;
}

export interface FoundDeliveries {
  /** By message, oldest first. */
  readonly byMessage: ReadonlyMap<string, readonly Delivery[]>;
  /** Invocations that were killed, whatever they worked on, oldest first. */
  readonly failures: readonly (Failure & { readonly on: string })[];
}

/**
 * The deliveries of these messages, by message and oldest first. A worker logs how each delivery ends. Of one that began
 * and has no such line, Lambda's next line about a failure in the same log stream tells the end: a sandbox works on one
 * invocation at a time.
 */
export function deliveriesOf(events: readonly LogEvent[], wanted: ReadonlySet<string>): FoundDeliveries {
  const found = createDeliveries();
  /** By log stream: deliveries that began there and have not ended. */
  const open = new Map<string, readonly DeliveryLine[]>();
  /** By request: what ended with it. Its report may say more than its first line. */
  const killed = new Map<string, readonly DeliveryLine[]>();

  const failures: (Failure & { on: string })[] = [];
  for (const event of events) {
    const line = deliveryLineOf(event);
    const begun = open.get(event.stream) ?? [];
    if (line && wanted.has(line.messageId)) {
      const others = begun.filter(({ messageId }) => messageId !== line.messageId);
      open.set(event.stream, line.what === 'delivered again' ? [...others, line] : others);
      const ended = endOf(line);
      if (ended) found.add(event, line, ended);
    }
    const failure = line ? undefined : failureOf(event);
    if (!failure) continue;
    failures.push({ ...failure, on: isoOf(event.timestamp) });
    const ended = begun.length > 0 ? begun : (killed.get(failure.requestId ?? '') ?? []);
    if (begun.length === 0 && failure.code !== 'OutOfMemory') continue;
    for (const delivery of ended)
      found.add(event, delivery, { outcome: 'killed', error: failure.error }, failure);
    if (failure.requestId) killed.set(failure.requestId, ended);
    open.delete(event.stream);
  }
  return { byMessage: found.byMessage(), failures };
}

type End = Pick<Attempt, 'outcome' | 'error'>;

/** How a delivery ended by its worker's own line. One that began counts as killed until another line follows. */
function endOf({ what, error = 'unknown' }: DeliveryLine): End | undefined {
  if (what === 'delivered again') return { outcome: 'killed', error: 'its invocation ended without a word' };
  if (what === 'to be tried again') return { outcome: 'failed', error };
  return what === 'dead letter' ? { outcome: 'dead', error } : undefined;
}

function createDeliveries() {
  const found = new Map<string, Map<number, Delivery>>();
  return {
    add(event: LogEvent, line: DeliveryLine, ended: End, failure?: Failure): void {
      const { messageId, receiveCount, step, entityType, entityId, traceId } = line;
      const ofMessage = found.get(messageId) ?? new Map<number, Delivery>();
      found.set(messageId, ofMessage);
      const requestId = line.requestId ?? failure?.requestId;
      const attempt = { receiveCount, on: isoOf(event.timestamp), requestId, ...ended };
      ofMessage.set(receiveCount, { step, entityType, entityId, traceId, code: failure?.code, attempt });
    },
    byMessage: () =>
      new Map(
        [...found].map(([id, deliveries]) => [
          id,
          [...deliveries.values()].sort(
            (one, other) => one.attempt.receiveCount - other.attempt.receiveCount,
          ),
        ]),
      ),
  };
}
