/** https://docs.aws.amazon.com/general/latest/gr/appsync.html and the developer guide's page on enhanced filtering. */
export const MAX_SUBSCRIPTIONS = 200;
export const MAX_PAYLOAD_BYTES = 240 * 1024;
export const MAX_FILTER_FIELDS = 5;
export const MAX_FILTER_COMBINATIONS = 10;
export const MAX_FILTER_TEXT = 256;
export const MAX_FIELD_DEPTH = 5;
/** Values an operator's list may hold. */
export const MAX_LIST_VALUES: Readonly<Record<string, number>> = { in: 5, notIn: 5, containsAny: 20 };

export const KEEP_ALIVE_MS = 60_000;
/** What the client is told: how long it may hear nothing before it gives the connection up. */
export const CONNECTION_TIMEOUT_MS = 300_000;
export const CONNECTION_LIFE_MS = 24 * 60 * 60 * 1000;
/** How long a refused client may take to say the first word, and so to hear why. */
export const REFUSED_LIFE_MS = 15_000;
