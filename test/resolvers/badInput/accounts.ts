import { anAccount } from '../../journeys/authorization/things.ts';
import type { Bad, Operation } from './Operation.ts';
import { invalid, LONG, nothing, notIds, notTexts, pages, refused, UNKNOWN } from './values.ts';

/** Emails to AppSync, and to nobody else. */
const notEmails: Bad[] = invalid(
  `${LONG}@example.com`,
  `${'x'.repeat(65)}@example.com`,
  `x@${'y'.repeat(253)}`,
  '<script>@example.com',
  "';DROP(TABLE)users;--@example.com",
  'a,b@example.com',
  'a\\@example.com',
  'a\u0000@example.com',
  'b\u202eob@example.com',
  // Its first letter is Cyrillic.
  '\u0430dmin@example.com',
  'admin@ex\u0430mple.com',
  '.a@example.com',
  'a..b@example.com',
  'a@-x.example.com',
  `a@${'y'.repeat(64)}.example.com`,
);

/** Phone numbers to AppSync, and to nobody who is elsewhere. */
const notPhones: Bad[] = invalid('4155550100', '14155550100');

const details = {
  'input.phone': notPhones,
  'input.email': notEmails,
  'input.firstName': notTexts(100),
  'input.lastName': notTexts(100),
};

/** Operations that a person's id is all there is to. */
const byId = (field: string): Operation => ({
  field,
  good: async ({ desk }) => ({ id: (await desk.tenant()).id }),
  bad: { id: [...notIds, ...refused('NotFound', ...UNKNOWN)] },
});

export const accounts: readonly Operation[] = [
  {
    field: 'Mutation.createUserAccount',
    good: async ({ desk }) => ({
      input: { ...anAccount, id: desk.cloud.world.random.uuid(), userType: 'TENANT', verified: false },
    }),
    bad: {
      'input.id': [...notIds, ...refused('AlreadyExists', ({ tenant }) => tenant.id)],
      ...details,
      'input.userType': [],
      'input.verified': [],
    },
  },
  {
    field: 'Mutation.updateUserAccount',
    good: async ({ tenant }) => ({ input: { id: tenant.id, firstName: 'Other' } }),
    bad: {
      input: invalid({}, { id: null, email: null, firstName: null, lastName: null }),
      'input.id': [...notIds, ...refused('NotFound', ...UNKNOWN)],
      ...details,
      'input.userType': [],
      'input.verified': [],
    },
  },
  byId('Mutation.deleteUserAccount'),
  byId('Mutation.enableUser'),
  byId('Mutation.disableUser'),
  {
    field: 'Query.getUserAccount',
    good: async ({ tenant }) => ({ id: tenant.id }),
    bad: { id: [...notIds, ...nothing(...UNKNOWN)] },
  },
  ...pages('Query.getAllUserAccounts', 'users', ['buildings', 'apartments', 'bookingsOfTenant'], {
    good: () => ({}),
    bad: {},
  }),
];
