/** How a path is asked for: by the trace id of its request, or by an event that came of it. */
export type TraceKey =
  | { readonly traceId: string }
  | {
      readonly subscriptionId: string;
      /** Which event of its subscription it is, from 1. */
      readonly delivery: number;
    };

/** The address of what is known of a path: a list of one or of none. */
export const traceAddress = (key: TraceKey): string =>
  `/traces.json?${new URLSearchParams(
    'traceId' in key
      ? { id: key.traceId }
      : { subscription: key.subscriptionId, delivery: String(key.delivery) },
  )}`;
