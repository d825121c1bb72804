import { expect } from 'vitest';
import type { Session } from '../../../start/connect.ts';
import { ask as request } from '../../support/ask.ts';
import { subscribeWithWs, type Subscriber } from '../../support/subscriber.ts';
import type { Frontdesk, Person } from '../given.ts';
import { aLine, hasRestocked, places } from '../orders/when.ts';
import { ask, aStay, confirms, hasBooked } from '../when.ts';

const FIELDS = 'id userId kind title body bookingId orderId sku createdOn readOn';

export const INBOX = `query ($userId: ID, $unreadOnly: Boolean, $pagination: Pagination) {
  notifications(userId: $userId, unreadOnly: $unreadOnly, pagination: $pagination) {
    items { ${FIELDS} } nextToken
  }
}`;

export const PREFERENCES = `query ($userId: ID) {
  notificationPreferences(userId: $userId) {
    userId channels language quietHours { from to timeZone } phone phoneVerified
  }
}`;

export const SET = `mutation ($input: NotificationPreferencesInput!) {
  setNotificationPreferences(input: $input) {
    userId channels language quietHours { from to timeZone } phone phoneVerified
  }
}`;

export const MARK = 'mutation ($ids: [ID!]!) { markNotificationsRead(ids: $ids) }';

export const NOTIFICATIONS = `subscription ($userId: ID) { onNotification(userId: $userId) { ${FIELDS} } }`;

/** The entries of a person's inbox, the latest first. */
export const inbox = async (
  session: Session,
  variables: Record<string, unknown> = {},
): Promise<Record<string, any>[]> => (await session.graphql(INBOX, variables))['notifications'].items;

/** What the inbox tells, by kind and title. */
export const told = async (session: Session) =>
  (await inbox(session)).map(({ kind, title }) => `${kind}: ${title}`);

export const prefers = async (session: Session, input: Record<string, unknown>) =>
  (await session.graphql(SET, { input }))['setNotificationPreferences'];

export const marks = (desk: Frontdesk, session: Session, ids: readonly string[]) =>
  ask(desk, session, MARK, { ids });

export const follows = ({ cloud }: Frontdesk, { idToken }: Session): Promise<Subscriber> =>
  subscribeWithWs({ ...cloud.describe(), authorization: { Authorization: idToken } }, NOTIFICATIONS);

export const CHANGE_PHONE = `mutation ($phone: AWSPhone) {
  changePhone(phone: $phone) { userId phone phoneVerified }
}`;

export const VERIFY = 'mutation ($code: String!) { verifyPhone(code: $code) { phone phoneVerified } }';

export const WATCH = `mutation ($sku: String!, $wanted: Boolean) {
  notifyWhenInStock(sku: $sku, wanted: $wanted) { sku watched }
}`;

export const WATCHES =
  'query ($pagination: Pagination) { stockWatches(pagination: $pagination) { items { sku watched } nextToken } }';

/** A tenant whose address an Admin has verified. */
export async function aVerifiedTenant(desk: Frontdesk): Promise<Person> {
  const person = await desk.tenant();
  await desk.admin.graphql(
    'mutation ($input: UpdateUserInput!) { updateUserAccount(input: $input) { id } }',
    {
      input: { id: person.id, verified: true },
    },
  );
  return person;
}

/** Somebody is told of everything by e-mail and by text, too: their token proves the address, and a code the number. */
export async function isReachable(desk: Frontdesk, person: Session, phone: string): Promise<void> {
  const email = `${person.username}@frontdesk.example`;
  const verify = 'mutation ($input: UpdateUserInput!) { updateUserAccount(input: $input) { verified } }';
  await person.graphql(verify, { input: { email } });
  await verifiesPhone(desk, person, phone);
  await prefers(person, { channels: ['EMAIL', 'TEXT'] });
}

/** Takes a number and verifies it with the code that came there. */
export async function verifiesPhone(desk: Frontdesk, person: Session, phone: string): Promise<void> {
  await person.graphql(CHANGE_PHONE, { phone });
  await desk.cloud.settles();
  await person.graphql(VERIFY, { code: codeIn(sentTo(desk, phone).at(-1)?.body ?? '') });
}

export const codeIn = (text: string) => /^\d{6}/.exec(text)?.[0] ?? '';

/** What would have been sent to an address or a number, the latest last. */
export const sentTo = ({ cloud }: Frontdesk, to: string) =>
  cloud.services.mailbox.messages().filter((message) => message.to === to);

export const hasPendingStay = async (desk: Frontdesk, person: Session): Promise<string> =>
  hasBooked(desk, person, aStay(await desk.apartment()));

/** A stay that staff confirmed, with all that follows. */
export async function hasApprovedStay(desk: Frontdesk, person: Session): Promise<string> {
  const id = await hasPendingStay(desk, person);
  await confirms(desk, desk.caretaker, id);
  await desk.cloud.settles();
  return id;
}

/** A SKU that is offered, and of which nothing is on hand any more. */
export async function hasSoldOut(desk: Frontdesk, sku: string): Promise<void> {
  await hasRestocked(desk, sku, 1);
  const { errors } = await places(desk, desk.admin, { orderId: `last-of-${sku}`, lines: [aLine(sku)] });
  if (errors) throw new Error(JSON.stringify(errors));
  await desk.cloud.settles();
}

type Sent = ReturnType<typeof sentTo>[number];

/** The link of an e-mail's header, as a path of the AWS endpoint: Node does not resolve names below `localhost`. */
export function unsubscribeLinkIn({ headers = [] }: Sent): string {
  const valueOf = (name: string) => headers.find((header) => header.name === name)?.value;
  expect(valueOf('List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
  const { hostname, pathname, search } = new URL(valueOf('List-Unsubscribe')!.slice(1, -1));
  return `/lambda-url/${hostname.split('.')[0]}${pathname}${search}`;
}

/** As mailboxes do: https://www.rfc-editor.org/rfc/rfc8058#section-3.2 */
export const posts = ({ cloud }: Frontdesk, link: string) =>
  request(
    `${cloud.awsEndpointUrl}${link}`,
    { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    'List-Unsubscribe=One-Click',
  );

export const clicksUnsubscribe = (desk: Frontdesk, sent: Sent) => posts(desk, unsubscribeLinkIn(sent));
