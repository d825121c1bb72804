import { ORDER_PLACED_EVENT, orderEventNames } from '../../model/orders/events.ts';

/** An event as its row says. What a raw one tells can be anything. */
export interface EventRow {
  readonly sk: string;
  readonly eventName: string;
  readonly eventData: { readonly updatedOn?: string } | null;
  readonly applied: boolean;
}

/** Names in the order in which an order meets them; of one instant, what is first here came first. */
const NAMES: string[] = [ORDER_PLACED_EVENT, ...orderEventNames];

/** Sorts behind every instant. */
const LAST = '~';

/** What became of an order, first to last; a raw event that names no instant comes at the end. */
export function timelineOf(events: EventRow[]) {
  // APPSYNC_JS sorts texts only.
  return events
    .map((event) => placeOf(event))
    .sort()
    .map((place) => events.find((event) => placeOf(event) === place))
    .map((event) => ({
      eventName: event?.eventName,
      eventData: JSON.stringify(event?.eventData ?? null),
      applied: event?.applied === true,
    }));
}

const placeOf = ({ sk, eventName, eventData }: EventRow) => {
  const at = NAMES.indexOf(eventName);
  const rank = at < 0 ? NAMES.length : at;
  return `${eventData?.updatedOn ?? LAST}#${`0${rank}`.slice(-2)}#${sk}`;
};
