/** Keys of calendar links as resolvers write them. `test/model/calendars/keys.test.ts` compares them with ElectroDB's. */
export const calendarLinkKey = (userId: string) => ({ pk: `CALENDAR#${userId}`, sk: 'LINK' });
