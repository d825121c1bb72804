import { AwsError } from '../../../platform/AwsError.ts';
import { traceHeader } from '../../../platform/traceIds.ts';
import { createDynamic } from '../createDynamic.ts';
import { createInput } from '../createInput.ts';
import { faultOf } from '../faultOf.ts';
import { pipeCall } from '../pipeCall.ts';
import type { PipeContext } from '../PipeContext.ts';
import type { PipeFault, PipeItem } from '../PipeItem.ts';
import type { PipeTarget } from '../PipeTarget.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
const MOST_ENTRIES = 10;

/** Each item becomes one entry of PutEvents, with its own trace; `detail` is the item's input. */
export function busPipeTarget(context: PipeContext): PipeTarget {
  const { events, pipe } = context;
  const entryOf = createEntry(context);

  const put = async (items: readonly PipeItem[], failures: Map<PipeItem, PipeFault>) => {
    const entries = items.flatMap((item) => {
      try {
        return [{ item, entry: entryOf(item) }];
      } catch (error) {
        failures.set(item, faultOf(error));
        return [];
      }
    });
    if (entries.length === 0) return;
    const call = pipeCall(pipe, entries[0]!.item.traceId);
    const { Entries } = await events.actions['PutEvents']!(
      { Entries: entries.map(({ entry }) => entry) },
      call,
    );
    for (const [at, { ErrorCode, ErrorMessage }] of Entries.entries()) {
      if (ErrorCode) failures.set(entries[at]!.item, { code: ErrorCode, message: ErrorMessage });
    }
  };

  return async (items) => {
    const failures = new Map<PipeItem, PipeFault>();
    for (let at = 0; at < items.length; at += MOST_ENTRIES)
      await put(items.slice(at, at + MOST_ENTRIES), failures);
    return failures;
  };
}

function createEntry(context: PipeContext): (item: PipeItem) => object {
  const { pipe, target } = context;
  const { DetailType, Source, Resources, Time } = target.EventBridgeEventBusParameters ?? {};
  const inputOf = createInput(context);
  const dynamic = (name: string, value: string) =>
    createDynamic(pipe.name, `EventBridgeEventBusParameters.${name}`, value);
  const source = dynamic('Source', Source ?? `Pipe ${pipe.name}`);
  const detailType = DetailType === undefined ? defaultDetailType : dynamic('DetailType', DetailType);
  const resources = (Resources ?? []).map((value) => dynamic('Resources', value));
  const time = Time === undefined ? undefined : dynamic('Time', Time);
  return (item) => ({
    EventBusName: pipe.targetArn,
    Source: source(item),
    DetailType: detailType(item),
    Detail: JSON.stringify(detailOf(inputOf(item))),
    Resources: resources.map((resource) => resource(item)),
    ...(time && { Time: time(item) }),
    TraceHeader: traceHeader(item.traceId),
  });
}

const defaultDetailType = ({ event }: PipeItem) => `Event from ${event['eventSource']}`;

function detailOf(input: unknown): object {
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input;
  throw new AwsError(
    'MalformedDetail',
    `An event's detail has to be a JSON object, and the template gave ${JSON.stringify(input)}`,
  );
}
