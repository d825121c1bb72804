import { useState } from 'react';
import { useLocation } from 'wouter';
import { Badge } from '../components/Badge.tsx';
import { Button, LinkButton } from '../components/Button.tsx';
import { formatMoney } from '../components/format.ts';
import { NumberField } from '../components/NumberField.tsx';
import { Card, Empty, Loading, Page } from '../components/Page.tsx';
import { Problem } from '../components/Problem.tsx';
import { Select } from '../components/Select.tsx';
import { useRefetch, useSend } from '../data/hooks.ts';
import { problemWords } from '../data/problemWords.ts';
import styles from './BasketPage.module.css';
import { MyOrdersDocument } from './orders.documents.ts';
import {
  CheckOutBasketDocument,
  OpenBasketDocument,
  type OpenBasketQuery,
  RemoveFromBasketDocument,
  SetBasketUnitsDocument,
} from './shop.documents.ts';
import { useBasket } from './useBasket.ts';
import { useDoors } from './useDoors.ts';

type Basket = NonNullable<OpenBasketQuery['openBasket']>;

/** What somebody is about to order, at the prices of this moment. */
export default function BasketPage() {
  const { basket, isKnown, error } = useBasket();
  return (
    <Page title="Basket" actions={<LinkButton href="/shop">Shop</LinkButton>}>
      {error && <Problem title={problemWords(error)} />}
      {!isKnown && !error && <Loading lines={2} />}
      {isKnown && (!basket || basket.items.length === 0) && (
        <Empty title="Your basket is empty">
          <LinkButton href="/shop">See what there is</LinkButton>
        </Empty>
      )}
      {basket && basket.items.length > 0 && (
        <>
          <Items basket={basket} />
          <CheckOut key={basket.id} basket={basket} />
        </>
      )}
    </Page>
  );
}

function Items({ basket: { id: basketId, items, amount } }: { readonly basket: Basket }) {
  const setUnits = useSend(SetBasketUnitsDocument, [OpenBasketDocument]);
  const remove = useSend(RemoveFromBasketDocument, [OpenBasketDocument]);
  const error = setUnits.error ?? remove.error;
  const isPending = setUnits.isPending || remove.isPending;
  return (
    <Card>
      <ul className={styles.items}>
        {items.map(({ sku, name, units, price, offered }) => (
          <li key={sku} className={styles.item}>
            <div className={styles.words}>
              <h2>{name ?? sku}</h2>
              {price !== null && <p className={styles.muted}>{formatMoney(price)} each</p>}
              {!offered && <Badge tone="warn">Not sold any more: take it out</Badge>}
            </div>
            <NumberField
              label={`Units of ${name ?? sku}`}
              isLabelHidden
              isDisabled={isPending}
              value={units}
              minValue={1}
              maxValue={1000}
              onChange={(wanted) => {
                if (Number.isInteger(wanted) && wanted !== units)
                  setUnits.mutate({ basketId, sku, units: wanted });
              }}
            />
            <span className={styles.amount}>{price !== null && formatMoney(price * units)}</span>
            <Button
              kind="quiet"
              aria-label={`Remove ${name ?? sku} from the basket`}
              isPending={isPending}
              onPress={() => remove.mutate({ basketId, sku })}
            >
              Remove
            </Button>
          </li>
        ))}
      </ul>
      {error && <Problem title={problemWords(error)} />}
      <p className={styles.total}>
        In all <strong>{formatMoney(amount)}</strong>
      </p>
    </Card>
  );
}

const FETCH = 'fetch';

function CheckOut({ basket: { id: basketId, version, amount, items } }: { readonly basket: Basket }) {
  const doors = useDoors();
  const [chosen, setChosen] = useState<string>();
  const checkOut = useSend(CheckOutBasketDocument, [OpenBasketDocument, MyOrdersDocument]);
  const [, navigate] = useLocation();
  const refresh = useRefetch();
  const deliverTo = chosen ?? doors[0]?.id ?? FETCH;
  const order = () =>
    checkOut.mutate(
      { basketId, version, expectedAmount: amount, deliverTo: deliverTo === FETCH ? null : deliverTo },
      {
        onSuccess: ({ checkOutBasket: { id } }) => navigate(`/orders/${id}`),
        onError: () => refresh(OpenBasketDocument),
      },
    );
  return (
    <Card title="Where to?">
      <Select
        label="Bring it to"
        value={deliverTo}
        onChange={setChosen}
        options={[...doors, { id: FETCH, label: 'I fetch it at the store' }]}
      />
      {checkOut.error && <Problem title={problemWords(checkOut.error)} />}
      <div>
        <Button
          kind="primary"
          isPending={checkOut.isPending}
          isDisabled={items.some(({ offered }) => !offered)}
          onPress={order}
        >
          Order for {formatMoney(amount)}
        </Button>
      </div>
    </Card>
  );
}
