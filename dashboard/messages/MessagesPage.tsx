import { Link } from 'react-aria-components';
import { Badge } from '../components/Badge.tsx';
import { Button, LinkButton } from '../components/Button.tsx';
import { formatInstant } from '../components/format.ts';
import { Empty, Loading, Page } from '../components/Page.tsx';
import { Problem } from '../components/Problem.tsx';
import { ShowMore } from '../components/ShowMore.tsx';
import { useData, useParts, useSend } from '../data/hooks.ts';
import { problemWords } from '../data/problemWords.ts';
import {
  MarkMessagesReadDocument,
  MessagesDocument,
  type MessagesQuery,
  UnreadMessagesDocument,
} from './messages.documents.ts';
import styles from './MessagesPage.module.css';

type Message = MessagesQuery['notifications']['items'][number];

/** The inbox, the latest first. */
export default function MessagesPage() {
  const { items, error, refetch, showMore, isShowingMore } = useParts(
    MessagesDocument,
    {},
    ({ notifications }) => notifications,
  );
  const { data: unread } = useData(UnreadMessagesDocument, {});
  const mark = useSend(MarkMessagesReadDocument, [MessagesDocument, UnreadMessagesDocument]);
  const ids = unread?.notifications.items.map(({ id }) => id) ?? [];
  return (
    <Page
      title="Messages"
      actions={
        <>
          {ids.length > 0 && (
            <Button isPending={mark.isPending} onPress={() => mark.mutate({ ids })}>
              Mark all as read
            </Button>
          )}
          <LinkButton href="/messages/settings">How I am told</LinkButton>
        </>
      }
    >
      {mark.error && <Problem title={problemWords(mark.error)} />}
      {error && <Problem title="Your messages cannot be shown now" onRetry={() => void refetch()} />}
      {!items && !error && <Loading />}
      {items?.length === 0 && (
        <Empty title="There are no messages yet">
          <p>What becomes of your bookings and orders is told here.</p>
        </Empty>
      )}
      {items && items.length > 0 && (
        <ul className={styles.messages} aria-label="Messages">
          {items.map((message) => (
            <MessageLine key={message.id} message={message} />
          ))}
        </ul>
      )}
      <ShowMore label="Show earlier ones" onPress={showMore} isPending={isShowingMore} />
    </Page>
  );
}

const MessageLine = ({
  message: { title, body, createdOn, readOn, ...subject },
}: {
  readonly message: Message;
}) => {
  const place = placeOf(subject);
  return (
    <li className={styles.message}>
      <div className={styles.head}>
        <h2>{title}</h2>
        {readOn === null && <Badge tone="info">New</Badge>}
        <time dateTime={createdOn} className={styles.muted}>
          {formatInstant(createdOn)}
        </time>
      </div>
      <p className={styles.body}>{body}</p>
      {place && <Link href={place}>Look at it</Link>}
    </li>
  );
};

/** The page of what a message is about. */
function placeOf({
  bookingId,
  orderId,
  sku,
}: Pick<Message, 'bookingId' | 'orderId' | 'sku'>): string | undefined {
  if (bookingId !== null) return `/bookings/${bookingId}`;
  if (orderId !== null) return `/orders/${orderId}`;
  return sku === null ? undefined : '/shop';
}
