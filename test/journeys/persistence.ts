import type { CloudDescription } from '../../local/CloudDescription.ts';
import { connect } from '../../start/connect.ts';

/** Creates so many apartments in a new building, as an admin, and returns their ids. */
export async function openApartments(description: CloudDescription, count: number): Promise<string[]> {
  const admin = await connect(description).signUp({
    username: 'admin',
    password: 'Passw0rd-2027',
    email: 'admin@frontdesk.example',
    groups: ['Admins'],
  });
  const address = { streetAddress: '1 Quay Street', postalCode: '20457', city: 'Hamburg', country: 'DE' };
  const { createBuilding } = await admin.graphql(
    'mutation ($input: BuildingInput!) { createBuilding(input: $input) { id } }',
    { input: { name: 'Harbour House', numberOfApartments: count, address } },
  );
  const open = async (at: number): Promise<string> => {
    const { createApartment } = await admin.graphql(
      'mutation ($input: ApartmentInput!) { createApartment(input: $input) { id } }',
      {
        input: {
          buildingId: createBuilding.id,
          apartmentNumber: String(101 + at),
          numberOfRooms: 2,
          kitchen: true,
          apartmentType: 'DOUBLE_ROOM',
        },
      },
    );
    return createApartment.id;
  };
  return Promise.all(Array.from({ length: count }, (_, at) => open(at)));
}

/** The keys of every row of the table. */
export async function everyRow({
  awsEndpointUrl,
  tableName,
}: CloudDescription): Promise<{ pk: string; sk: string }[]> {
  const rows: { pk: string; sk: string }[] = [];
  let ExclusiveStartKey: object | undefined;
  do {
    const response = await fetch(awsEndpointUrl, {
      method: 'POST',
      headers: { 'x-amz-target': 'DynamoDB_20120810.Scan', 'content-type': 'application/x-amz-json-1.0' },
      body: JSON.stringify({ TableName: tableName, ExclusiveStartKey, ProjectionExpression: 'pk, sk' }),
    });
    const page = (await response.json()) as any;
    rows.push(...page.Items.map(({ pk, sk }: any) => ({ pk: pk.S, sk: sk.S })));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return rows;
}
