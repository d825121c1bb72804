import type { Session } from '../../../start/connect.ts';
import { subscribeWithWs, type Subscriber } from '../../support/subscriber.ts';
import type { Frontdesk } from '../given.ts';
import { ask } from '../when.ts';

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
