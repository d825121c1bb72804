import * as when from '../when.ts';
import { admins, everyUser, ownerAndAdmins, ownerAndStaff, staff, type Operation } from './Operation.ts';
import { aHeldBooking, aPendingBooking, anApprovedBooking, BOOK_SERVICE, anAppointment } from './things.ts';

/** Every use of every mutation of bookings, in the order of the schema. */
export const requests: readonly Operation[] = [
  {
    field: 'Mutation.createApartmentBooking',
    use: 'for oneself',
    query: when.BOOK,
    given: async ({ desk }) => ({ input: when.aStay(await desk.apartment()) }),
    outcomes: { ...everyUser, disabled: 'UserDisabled' },
  },
  {
    field: 'Mutation.createApartmentBooking',
    use: 'for the owner, by name',
    query: when.BOOK,
    given: async ({ desk, owner }) => ({
      input: { ...when.aStay(await desk.apartment()), userId: owner.id },
    }),
    outcomes: { ...ownerAndAdmins, disabled: 'UserDisabled' },
  },
  {
    field: 'Mutation.payBooking',
    query: when.PAY,
    given: async (scene) => ({ bookingId: await anApprovedBooking(scene) }),
    outcomes: { ...ownerAndAdmins, disabled: 'UserDisabled' },
  },
  {
    field: 'Mutation.authorizePayment',
    query: when.AUTHORIZE,
    given: async (scene) => ({ bookingId: await anApprovedBooking(scene) }),
    outcomes: { ...ownerAndAdmins, disabled: 'UserDisabled' },
  },
  {
    field: 'Mutation.confirmPayment',
    query: when.CONFIRM_PAYMENT,
    given: async (scene) => ({ bookingId: await aHeldBooking(scene) }),
    outcomes: { ...ownerAndAdmins, disabled: 'UserDisabled' },
  },
  {
    field: 'Mutation.voidPayment',
    query: when.VOID_PAYMENT,
    given: async (scene) => ({ bookingId: await aHeldBooking(scene) }),
    outcomes: ownerAndAdmins,
  },
  {
    field: 'Mutation.createServiceBooking',
    use: 'for oneself',
    query: BOOK_SERVICE,
    given: async ({ desk }) => ({ input: await anAppointment(desk) }),
    outcomes: { ...everyUser, disabled: 'UserDisabled' },
  },
  {
    field: 'Mutation.createServiceBooking',
    use: 'for the owner, by name',
    query: BOOK_SERVICE,
    given: async ({ desk, owner }) => ({ input: { ...(await anAppointment(desk)), userId: owner.id } }),
    outcomes: { ...ownerAndAdmins, disabled: 'UserDisabled' },
  },
  {
    field: 'Mutation.updateBooking',
    query: 'mutation ($input: UpdateBookingInput!) { updateBooking(input: $input) { id } }',
    given: async (scene) => ({ input: { bookingId: await aPendingBooking(scene), endDate: '2027-03-14' } }),
    outcomes: { ...ownerAndAdmins, disabled: 'UserDisabled' },
  },
  {
    field: 'Mutation.cancelBooking',
    use: 'while PENDING',
    query: when.CANCEL,
    given: async (scene) => ({ bookingId: await aPendingBooking(scene) }),
    outcomes: ownerAndStaff,
  },
  {
    field: 'Mutation.cancelBooking',
    use: 'once APPROVED',
    query: when.CANCEL,
    given: async (scene) => ({ bookingId: await anApprovedBooking(scene) }),
    outcomes: ownerAndStaff,
  },
  {
    field: 'Mutation.confirmBooking',
    query: when.CONFIRM,
    given: async (scene) => ({ bookingId: await aPendingBooking(scene) }),
    outcomes: staff,
  },
  {
    field: 'Mutation.publishBookingStatus',
    query: `mutation ($id: ID!, $userId: ID!, $updatedOn: AWSDateTime!) {
      publishBookingStatus(id: $id, userId: $userId, status: APPROVED, updatedOn: $updatedOn) { id }
    }`,
    given: async (scene) => ({
      id: await aPendingBooking(scene),
      userId: scene.owner.id,
      updatedOn: '2027-01-20T10:00:00.000Z',
    }),
    outcomes: { ...admins, admin: 'Unauthorized', role: 'yes' },
  },
];
