import { useState } from 'react';
import { Badge } from '../components/Badge.tsx';
import { Button, LinkButton } from '../components/Button.tsx';
import { formatInstant, formatMoney } from '../components/format.ts';
import { Empty, Loading, Page } from '../components/Page.tsx';
import { Problem } from '../components/Problem.tsx';
import { RowLink, Rows } from '../components/Rows.tsx';
import { useData, useRefetch, useSubscription } from '../data/hooks.ts';
import { usePerson } from '../session/session.ts';
import { MyOrdersDocument, MyOrderStatusDocument } from './orders.documents.ts';
import { orderWords } from './statusWords.ts';

/** A person's orders, the latest first. */
export default function OrdersPage() {
  const { userId } = usePerson();
  const refresh = useRefetch();
  useSubscription(MyOrderStatusDocument, { userId }, () => refresh(MyOrdersDocument));
  // The tokens of the pages that are shown, the first of which has none.
  const [tokens, setTokens] = useState<readonly (string | null)[]>([null]);
  return (
    <Page title="My orders" actions={<LinkButton href="/shop">Shop</LinkButton>}>
      {tokens.map((token, index) => (
        <OrdersOfPage
          key={token ?? ''}
          token={token}
          isLast={index === tokens.length - 1}
          onMore={(next) => setTokens([...tokens, next])}
        />
      ))}
    </Page>
  );
}

interface OrdersOfPageProps {
  readonly token: string | null;
  readonly isLast: boolean;
  readonly onMore: (next: string) => void;
}

function OrdersOfPage({ token, isLast, onMore }: OrdersOfPageProps) {
  const { userId } = usePerson();
  const { data, error, refetch } = useData(MyOrdersDocument, { userId, nextToken: token });
  if (error) return <Problem title="Your orders cannot be shown now" onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const { items, nextToken } = data.listOrders;
  if (items.length === 0 && token === null)
    return (
      <Empty title="You have not ordered anything yet">
        <LinkButton href="/shop">See what there is</LinkButton>
      </Empty>
    );
  return (
    <>
      <Rows label="Orders">
        {items.map(({ orderId, amount, status, createdOn, lines }) => (
          <RowLink
            key={orderId}
            href={`/orders/${orderId}`}
            title={formatInstant(createdOn)}
            detail={lines.map(({ sku, units }) => `${units} × ${sku}`).join(', ')}
          >
            <span>{formatMoney(amount)}</span>
            <Badge tone={orderWords[status].tone}>{orderWords[status].label}</Badge>
          </RowLink>
        ))}
      </Rows>
      {isLast && nextToken !== null && (
        <div>
          <Button onPress={() => onMore(nextToken)}>Show earlier ones</Button>
        </div>
      )}
    </>
  );
}
