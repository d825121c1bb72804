import { CREATE_LINK, REVOKE_LINK } from '../calendars/when.ts';
import { everyUser, type Operation } from './Operation.ts';

/** Every use of every field of calendars, in the order of the schema: all of them are about the caller alone. */
export const calendars: readonly Operation[] = [
  {
    field: 'Mutation.createCalendarLink',
    query: CREATE_LINK,
    given: async () => ({}),
    outcomes: { ...everyUser, disabled: 'UserDisabled' },
  },
  {
    field: 'Mutation.revokeCalendarLink',
    query: REVOKE_LINK,
    given: async () => ({}),
    outcomes: everyUser,
  },
];
