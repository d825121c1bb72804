/** ISO 8601 in UTC with milliseconds, such as `2027-01-20T10:00:00.000Z`. */
export const isoTime = (epochMs: number) => new Date(epochMs).toISOString();
