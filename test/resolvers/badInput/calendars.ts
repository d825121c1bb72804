import type { Operation } from './Operation.ts';

/** Every use of every field of calendars, none of which takes anything. */
export const calendars: readonly Operation[] = ['createCalendarLink', 'revokeCalendarLink'].map((field) => ({
  field: `Mutation.${field}`,
  good: async () => ({}),
  bad: {},
}));
