import { aBuilding, CREATE_BUILDING } from '../../journeys/authorization/things.ts';
import type { Operation, Variables } from './Operation.ts';
import type { Scene } from './Scene.ts';
import { invalid, invalidFor, nothing, notIds, notTexts, pages, refused, UNKNOWN } from './values.ts';

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
    field: 'Mutation.updateBuilding',
    good: async ({ buildingId, tenant }) => ({ input: { ...aBuilding, id: buildingId, userId: tenant.id } }),
    bad: {
      input: [],
      'input.id': [...notIds, ...refused('NotFound', ...UNKNOWN)],
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
    field: 'Mutation.deleteBuilding',
    // One without apartments, which nothing but a good id deletes.
    good: async ({ desk }) => ({
      id: (await desk.admin.graphql(CREATE_BUILDING, { input: aBuilding }))['createBuilding'].id,
    }),
    bad: {
      id: [
        ...notIds,
        ...refused('NotFound', ...UNKNOWN),
        ...refused('StateConflict', ({ buildingId }) => buildingId),
      ],
    },
  },
  {
    field: 'Mutation.updateApartment',
    good: async ({ apartmentId, tenant }) => ({
      input: { id: apartmentId, apartmentNumber: '1', tenant: tenant.id, caretaker: tenant.id },
    }),
    bad: {
      input: [],
      'input.id': [...notIds, ...refused('NotFound', ...UNKNOWN)],
      'input.apartmentNumber': notTexts(20),
      'input.numberOfRooms': invalid(0, -1, 101, 2 ** 31 - 1, -(2 ** 31)),
      'input.kitchen': [],
      'input.apartmentType': [],
      'input.tenant': unknownPeople,
      'input.caretaker': unknownPeople,
    },
  },
  {
    field: 'Mutation.setApartmentPrices',
    good: async ({ apartmentId }) => ({
      apartmentId,
      nightlyPrice: 99.5,
      rates: [
        {
          name: 'Summer',
          startDate: '2027-06-01',
          endDate: '2027-09-01',
          weekdays: ['SATURDAY'],
          price: 120,
        },
      ],
    }),
    bad: {
      apartmentId: [...notIds, ...refused('NotFound', ...UNKNOWN)],
      nightlyPrice: invalid(-0.01, 100_000.01, 0.001, 1e300),
      rates: invalid(
        (_: Scene, { rates }: Variables) => Array.from({ length: 13 }, () => rates[0]),
        [{ name: 'Neither', weekdays: ['SUNDAY'] }],
        [{ name: 'Both', weekdays: ['SUNDAY'], price: 1, percent: 1 }],
        [{ name: 'Never', price: 1 }],
      ),
      'rates[0].name': notTexts(100),
      'rates[0].startDate': [
        ...invalid('2027-06-01Z', '2027-06-01+02:00'),
        ...invalidFor('rates[0].endDate', '2027-09-01'),
      ],
      'rates[0].endDate': invalid('2027-06-01', '2027-05-31', '2027-09-01Z'),
      'rates[0].weekdays': invalid([]),
      'rates[0].weekdays[0]': [],
      'rates[0].price': invalid(-0.01, 100_000.01, 0.001, 1e300),
      'rates[0].percent': invalid(0, -1, 1001, 2 ** 31 - 1, -(2 ** 31)),
    },
  },
  {
    field: 'Mutation.deleteApartment',
    good: async ({ desk }) => ({ id: await desk.apartment() }),
    bad: {
      id: [
        ...notIds,
        ...refused('NotFound', ...UNKNOWN),
        ...refused('StateConflict', ({ apartmentId }) => apartmentId),
      ],
    },
  },
  {
    field: 'Mutation.assignCaretaker',
    good: async ({ apartmentId, tenant }) => ({ apartmentIds: [apartmentId], caretaker: tenant.id }),
    bad: {
      apartmentIds: invalid([], Array(51).fill('x')),
      'apartmentIds[0]': [...notIds, ...refused('NotFound', ...UNKNOWN)],
      caretaker: unknownPeople,
    },
  },
  {
    field: 'Query.getBuilding',
    good: async ({ buildingId }) => ({ id: buildingId }),
    bad: { id: [...notIds, ...nothing(...UNKNOWN)] },
  },
  {
    field: 'Query.apartment',
    good: async ({ apartmentId }) => ({ id: apartmentId }),
    bad: { id: [...notIds, ...nothing(...UNKNOWN)] },
  },
  ...pages('Query.listBuildings', 'buildings', ['users', 'apartments', 'bookingsOfTenant'], {
    good: () => ({}),
    bad: {},
  }),
  ...pages('Query.buildingsByOwner', 'buildingsOfOwner', ['buildings', 'users', 'apartments'], {
    good: () => ({}),
    bad: { userId: [...notIds, ...nothing(...UNKNOWN)] },
  }),
  ...pages('Query.buildingsByArea', 'buildingsOfArea', ['buildings', 'users', 'buildingsOfOwner'], {
    good: () => ({ country: 'DE', city: 'Hamburg' }),
    bad: { country: notTexts(100), city: notTexts(100), postalCode: notTexts(20) },
  }),
  ...pages('Query.listApartments', 'apartments', ['otherApartments', 'users', 'bookingsOfApartment'], {
    good: ({ buildingId }) => ({ buildingId, status: 'VACANT' }),
    bad: { buildingId: [...notIds, ...nothing(...UNKNOWN)], status: [] },
  }),
];
