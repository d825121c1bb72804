import { Badge } from '../components/Badge.tsx';
import { useData, useRefetch, useSubscription } from '../data/hooks.ts';
import { usePerson } from '../session/session.ts';
import { MessagesDocument, NewMessageDocument, UnreadMessagesDocument } from './messages.documents.ts';

/** How many messages are unread, beside the link that leads to them. A new one is heard wherever somebody is. */
export function UnreadMark() {
  const { userId } = usePerson();
  const { data } = useData(UnreadMessagesDocument, {});
  const refresh = useRefetch();
  useSubscription(NewMessageDocument, { userId }, () => refresh(UnreadMessagesDocument, MessagesDocument));
  const { items, nextToken } = data?.notifications ?? { items: [], nextToken: null };
  return (
    <span role="status">
      {items.length > 0 && (
        <Badge tone="info">
          {items.length}
          {nextToken !== null && '+'} new
        </Badge>
      )}
    </span>
  );
}
