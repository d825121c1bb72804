import { aBuilding } from '../../journeys/authorization/things.ts';
import type { Operation } from './Operation.ts';
import { invalid, nothing, notIds, notTexts, pages, refused, UNKNOWN } from './values.ts';

const unknownPeople = [...notIds, ...refused('NotFound', ...UNKNOWN)];

export const apartments: readonly Operation[] = [
  {
    field: 'Mutation.createBuilding',
    good: async ({ tenant }) => ({ input: { ...aBuilding, userId: tenant.id } }),
    bad: {
      'input.name': notTexts(100),
      'input.userId': unknownPeople,
      'input.numberOfApartments': invalid(0, -1, 10_001, 2 ** 31 - 1, -(2 ** 31)),
      'input.address.streetAddress': notTexts(200),
      'input.address.postalCode': notTexts(20),
      'input.address.city': notTexts(100),
      'input.address.country': notTexts(100),
    },
  },
  {
    field: 'Mutation.createApartment',
    good: async ({ buildingId, tenant }) => ({
      input: {
        buildingId,
        apartmentNumber: '102',
        numberOfRooms: 2,
        kitchen: true,
        apartmentType: 'VILLA',
        apartmentStatus: 'VACANT',
        // The same person twice, whom a transaction may look for only once.
        tenant: tenant.id,
        caretaker: tenant.id,
      },
    }),
    bad: {
      'input.buildingId': [...notIds, ...refused('NotFound', ...UNKNOWN)],
      'input.apartmentNumber': notTexts(20),
      'input.numberOfRooms': invalid(0, -1, 101, 2 ** 31 - 1, -(2 ** 31)),
      'input.kitchen': [],
      'input.apartmentType': [],
      'input.apartmentStatus': [],
      'input.tenant': unknownPeople,
      'input.caretaker': unknownPeople,
    },
  },
  {
    field: 'Query.getBuilding',
    good: async ({ buildingId }) => ({ id: buildingId }),
    bad: { id: [...notIds, ...nothing(...UNKNOWN)] },
  },
  ...pages('Query.listBuildings', 'buildings', ['users', 'apartments', 'bookingsOfTenant'], {
    good: () => ({}),
    bad: {},
  }),
  ...pages('Query.listApartments', 'apartments', ['otherApartments', 'users', 'bookingsOfApartment'], {
    good: ({ buildingId }) => ({ buildingId, status: 'VACANT' }),
    bad: { buildingId: [...notIds, ...nothing(...UNKNOWN)], status: [] },
  }),
];
