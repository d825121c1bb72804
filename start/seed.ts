import type { UserDescription } from '../local/CloudDescription.ts';
import type { Cloud } from '../local/startCloud.ts';
import { apartments, buildings, emailOf, PASSWORD, users } from './complex.ts';
import { connect, type Session } from './connect.ts';
import { goods, type Lot } from './goods.ts';

/** Fills a fresh cloud through its public doors: users, their accounts, two buildings, twelve apartments, goods. */
export async function seed(cloud: Cloud): Promise<UserDescription[]> {
  const client = connect(cloud.describe());
  const sessions = await Promise.all(
    users.map((user) => client.signUp({ ...user, password: PASSWORD, email: emailOf(user.username) })),
  );
  await Promise.all(users.map((user, index) => createAccount(sessions[index]!, user)));
  await Promise.all(buildings.map((building) => createBuilding(sessions[0]!, building)));
  await Promise.all(goods.map((lot) => restock(sessions[0]!, lot)));
  await cloud.settles();
  return users.map(({ username, groups }) => ({ username, password: PASSWORD, groups }));
}

const createAccount = (
  session: Session,
  { firstName, lastName, userType, username }: (typeof users)[number],
) =>
  session.graphql('mutation ($input: UserInput!) { createUserAccount(input: $input) { id } }', {
    input: { email: emailOf(username), firstName, lastName, userType },
  });

async function createBuilding(admin: Session, building: (typeof buildings)[number]): Promise<void> {
  const input = { ...building, numberOfApartments: apartments.length };
  const { createBuilding: created } = await admin.graphql(
    'mutation ($input: BuildingInput!) { createBuilding(input: $input) { id } }',
    { input },
  );
  for (const apartment of apartments) {
    await admin.graphql('mutation ($input: ApartmentInput!) { createApartment(input: $input) { id } }', {
      input: { ...apartment, buildingId: created.id },
    });
  }
}

const restock = (admin: Session, input: Lot) =>
  admin.graphql('mutation ($input: RestockSkuInput!) { restockSku(input: $input) { id } }', { input });
