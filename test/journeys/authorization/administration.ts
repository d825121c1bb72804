import { admins, ownerAndAdmins, type Operation } from './Operation.ts';
import { aBuilding, anAccount, buildingOf, CREATE_BUILDING, CREATE_ACCOUNT } from './things.ts';

/** Every use of every mutation of accounts, buildings and apartments, in the order of the schema. */
export const administration: readonly Operation[] = [
  {
    field: 'Mutation.createUserAccount',
    use: "for somebody else's identity",
    query: CREATE_ACCOUNT,
    given: async ({ desk }) => ({ input: { ...anAccount, id: desk.cloud.world.random.uuid() } }),
    outcomes: { ...ownerAndAdmins, owner: 'Forbidden', disabled: 'Forbidden' },
  },
  {
    field: 'Mutation.createUserAccount',
    use: 'of an Admin’s type, for itself',
    query: CREATE_ACCOUNT,
    given: async () => ({ input: { ...anAccount, userType: 'ADMIN' } }),
    // Each of these callers already has an account.
    outcomes: { ...ownerAndAdmins, owner: 'Forbidden', disabled: 'Forbidden', admin: 'AlreadyExists' },
  },
  {
    field: 'Mutation.updateUserAccount',
    query: 'mutation ($input: UpdateUserInput!) { updateUserAccount(input: $input) { id } }',
    given: async ({ owner }) => ({ input: { id: owner.id, firstName: 'Other' } }),
    outcomes: { ...ownerAndAdmins, disabled: 'UserDisabled' },
  },
  {
    field: 'Mutation.updateUserAccount',
    use: 'to verify it',
    query: 'mutation ($input: UpdateUserInput!) { updateUserAccount(input: $input) { id } }',
    given: async ({ owner }) => ({ input: { id: owner.id, verified: true } }),
    outcomes: { ...ownerAndAdmins, owner: 'Forbidden', disabled: 'Forbidden' },
  },
  {
    field: 'Mutation.deleteUserAccount',
    query: 'mutation ($id: ID!) { deleteUserAccount(id: $id) }',
    given: async ({ desk, owner }, caller) => ({
      id: caller === 'admin' ? (await desk.tenant()).id : owner.id,
    }),
    outcomes: { ...ownerAndAdmins, disabled: 'UserDisabled' },
  },
  {
    field: 'Mutation.enableUser',
    query: 'mutation ($id: ID!) { enableUser(id: $id) { id } }',
    given: async ({ owner }) => ({ id: owner.id }),
    outcomes: admins,
  },
  {
    field: 'Mutation.disableUser',
    query: 'mutation ($id: ID!) { disableUser(id: $id) { id } }',
    given: async ({ desk }) => ({ id: (await desk.tenant()).id }),
    outcomes: admins,
  },
  {
    field: 'Mutation.createBuilding',
    query: CREATE_BUILDING,
    given: async () => ({ input: aBuilding }),
    outcomes: admins,
  },
  {
    field: 'Mutation.updateBuilding',
    query: 'mutation ($input: UpdateBuildingInput!) { updateBuilding(input: $input) { id } }',
    given: async (scene) => ({ input: { id: await buildingOf(scene), name: 'Other House' } }),
    outcomes: admins,
  },
  {
    field: 'Mutation.deleteBuilding',
    query: 'mutation ($id: ID!) { deleteBuilding(id: $id) }',
    given: async (scene) => ({ id: await buildingOf(scene) }),
    outcomes: admins,
  },
  {
    field: 'Mutation.createApartment',
    query: 'mutation ($input: ApartmentInput!) { createApartment(input: $input) { id } }',
    given: async (scene) => ({
      input: {
        buildingId: await buildingOf(scene),
        apartmentNumber: '102',
        numberOfRooms: 2,
        kitchen: true,
        apartmentType: 'VILLA',
      },
    }),
    outcomes: admins,
  },
  {
    field: 'Mutation.updateApartment',
    query: 'mutation ($input: UpdateApartmentInput!) { updateApartment(input: $input) { id } }',
    given: async ({ desk }) => ({ input: { id: await desk.apartment(), numberOfRooms: 3 } }),
    outcomes: admins,
  },
  {
    field: 'Mutation.setApartmentPrices',
    query: `mutation ($id: ID!) {
      setApartmentPrices(apartmentId: $id, nightlyPrice: 99, rates: []) { id nightlyPrice }
    }`,
    given: async ({ desk }) => ({ id: await desk.apartment() }),
    outcomes: admins,
  },
  {
    field: 'Mutation.deleteApartment',
    query: 'mutation ($id: ID!) { deleteApartment(id: $id) }',
    given: async ({ desk }) => ({ id: await desk.apartment() }),
    outcomes: admins,
  },
  {
    field: 'Mutation.assignCaretaker',
    query: `mutation ($apartmentIds: [ID!]!, $caretaker: ID) {
      assignCaretaker(apartmentIds: $apartmentIds, caretaker: $caretaker) { id } }`,
    given: async ({ desk, owner }) => ({ apartmentIds: [await desk.apartment()], caretaker: owner.id }),
    outcomes: admins,
  },
];
