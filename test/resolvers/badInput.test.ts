import { beforeAll, describe, expect, test } from 'vitest';
import { admin, startApi, tenant, type StartedApi } from './startApi.ts';

const long = 'x'.repeat(10_000);
const badIds = [
  '',
  ' ',
  'a#b',
  long,
  "'; DROP TABLE users; --",
  '{"S":"x"}',
  '$ne',
  'ü',
  '../..',
  'a\u0000b',
];
const badTexts = ['', '   ', long];

/** Each operation by document, good arguments, and where bad ones go. */
const operations: [name: string, document: string, good: object, bad: Record<string, unknown[]>][] = [
  [
    'createApartmentBooking',
    'mutation ($apartmentId: ID!, $startDate: AWSDate!, $endDate: AWSDate!, $clientToken: String, $userId: ID) { createApartmentBooking(input: { apartmentId: $apartmentId, startDate: $startDate, endDate: $endDate, clientToken: $clientToken, userId: $userId }) { id } }',
    { apartmentId: 'a', startDate: '2030-06-01', endDate: '2030-06-04' },
    {
      apartmentId: [...badIds, 'unknown'],
      startDate: ['', long, '2030-02-30', '2030-05-09', '2030-06-04', '2030-06-01Z', '10/05/2030'],
      endDate: ['', '2030-06-31', '2030-06-01', '2030-05-01', '2031-06-01'],
      clientToken: badIds.filter((id) => id),
      userId: [...badIds.filter((id) => id), 'unknown'],
    },
  ],
  [
    'createServiceBooking',
    'mutation ($serviceId: ID!, $serviceName: String!, $dateTime: AWSDateTime!, $clientToken: String) { createServiceBooking(input: { serviceId: $serviceId, serviceName: $serviceName, dateTime: $dateTime, clientToken: $clientToken }) { id } }',
    { serviceId: 's', serviceName: 'S', dateTime: '2030-06-01T10:00:00Z' },
    {
      serviceId: badIds,
      serviceName: badTexts,
      dateTime: [
        '',
        long,
        '2030-05-10T12:00:00.000Z',
        '2030-02-30T10:00:00Z',
        '2030-06-01T25:00:00Z',
        '2030-06-01',
      ],
      clientToken: badIds.filter((id) => id),
    },
  ],
  ...['cancelBooking', 'confirmBooking'].map((field): [string, string, object, Record<string, unknown[]>] => [
    field,
    `mutation ($bookingId: ID!) { ${field}(bookingId: $bookingId) { id } }`,
    {},
    { bookingId: [...badIds, 'unknown', null] },
  ]),
  [
    'updateBooking',
    'mutation ($bookingId: ID!) { updateBooking(input: { bookingId: $bookingId, startDate: "2030-06-01" }) { id } }',
    {},
    { bookingId: [...badIds, 'unknown', null] },
  ],
  [
    'getAllBookingsPerApartment',
    'query ($apartmentId: ID!, $limit: Int, $nextToken: String) { getAllBookingsPerApartment(apartmentId: $apartmentId, pagination: { limit: $limit, nextToken: $nextToken }) { nextToken } }',
    { apartmentId: 'a' },
    { apartmentId: badIds, limit: [0, -1, 101, 2_147_483_647, 1.5, 'ten'], nextToken: ['forged', long] },
  ],
  [
    'bookingsPerUser',
    'query ($userId: ID!, $limit: Int, $nextToken: String) { bookingsPerUser(userId: $userId, pagination: { limit: $limit, nextToken: $nextToken }) { nextToken } }',
    { userId: 'tenant-1' },
    { userId: badIds, limit: [0, 101], nextToken: ['forged'] },
  ],
  [
    'getAllUserAccounts',
    'query ($limit: Int, $nextToken: String) { getAllUserAccounts(pagination: { limit: $limit, nextToken: $nextToken }) { nextToken } }',
    {},
    { limit: [0, 101], nextToken: ['forged'] },
  ],
  [
    'updateUserAccount',
    'mutation ($id: ID, $email: AWSEmail, $firstName: String, $userType: UserType) { updateUserAccount(input: { id: $id, email: $email, firstName: $firstName, userType: $userType }) { id } }',
    { firstName: 'F' },
    {
      id: [...badIds.filter((id) => id), 'unknown'],
      email: ['', 'none', `${long}@example.com`],
      firstName: badTexts,
      userType: ['', 'KING', 'admin'],
    },
  ],
  ...['enableUser', 'disableUser', 'deleteUserAccount'].map(
    (field): [string, string, object, Record<string, unknown[]>] => [
      field,
      `mutation ($id: ID!) { ${field}(id: $id)${field === 'deleteUserAccount' ? '' : ' { id }'} }`,
      {},
      { id: [...badIds.filter((id) => id), 'unknown', null] },
    ],
  ),
];

let api: StartedApi;
beforeAll(async () => {
  api = await startApi();
  await api.put(
    { pk: 'USER#tenant-1', sk: 'USER', id: 'tenant-1', enabled: true },
    { pk: 'USER#admin-1', sk: 'USER', id: 'admin-1', enabled: true },
    { pk: 'APARTMENT#a', sk: 'APARTMENT', id: 'a' },
  );
});

const cases = operations.flatMap(([name, document, good, bad]) =>
  Object.entries(bad).flatMap(([argument, values]) =>
    values.map(
      (value) =>
        [
          name,
          argument,
          JSON.stringify(value)?.slice(0, 40),
          document,
          { ...good, [argument]: value },
        ] as const,
    ),
  ),
);

describe('refused by a type, with nothing queued and nothing written', () => {
  test.each(cases)('%s: %s %s', async (_name, _argument, _value, document, variables) => {
    const before = JSON.stringify(await api.rows());
    for (const caller of [admin, tenant]) {
      const refusal = await api.refusal(caller, document, variables);
      expect(refusal.count).toBe(1);
      // A variable that fits no type is refused before the field, by AppSync and without a type of ours.
      if (refusal.path)
        expect(refusal.errorType).toMatch(
          /^(InvalidArgument|NotFound|Forbidden|Unauthorized|ValidationError)$/,
        );
      else expect(refusal.message).toMatch(/Variable|Validation|coerce/i);
    }
    expect(api.sent).toEqual([]);
    expect(JSON.stringify(await api.rows())).toBe(before);
  });
});
