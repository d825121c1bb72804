import { useState } from 'react';
import { Badge } from '../components/Badge.tsx';
import { Button } from '../components/Button.tsx';
import { formatMoney } from '../components/format.ts';
import { NumberField } from '../components/NumberField.tsx';
import { Problem } from '../components/Problem.tsx';
import { useData, useSend } from '../data/hooks.ts';
import { problemWords } from '../data/problemWords.ts';
import { type CatalogQuery, NotifyWhenInStockDocument, StockWatchesDocument } from './shop.documents.ts';
import styles from './ShopPage.module.css';
import { useBasket } from './useBasket.ts';

/** So many are few enough to say so. */
const FEW = 5;

export interface ProductCardProps {
  readonly product: CatalogQuery['catalog']['items'][number];
  /** On hand; `null` where there never were any, and undefined until it is known. */
  readonly units: number | null | undefined;
}

/** Something to buy: what it is, what it costs, and how it comes into the basket, or what to do while there is none. */
export const ProductCard = ({ product, units }: ProductCardProps) => (
  <li className={styles.product}>
    <div className={styles.words}>
      <h3>{product.name}</h3>
      <p className={styles.muted}>{product.description}</p>
    </div>
    <p className={styles.price}>
      {formatMoney(product.price)}
      {(units === 0 || units === null) && <Badge tone="warn">Sold out</Badge>}
      {typeof units === 'number' && units > 0 && units <= FEW && <Badge tone="info">Only {units} left</Badge>}
    </p>
    {units === 0 ? (
      <StockWatch sku={product.sku ?? ''} name={product.name} />
    ) : (
      units !== null && <Add sku={product.sku ?? ''} name={product.name} isKnown={units !== undefined} />
    )}
  </li>
);

interface GoodProps {
  readonly sku: string;
  readonly name: string;
}

function Add({ sku, name, isKnown }: GoodProps & { readonly isKnown: boolean }) {
  const [wanted, setWanted] = useState(1);
  const [said, setSaid] = useState('');
  const basket = useBasket();
  const add = async () => {
    setSaid('');
    await basket.addUnits(sku, wanted);
    setSaid('It is in your basket.');
  };
  return (
    <>
      <div className={styles.add}>
        <NumberField
          label={`Units of ${name}`}
          isLabelHidden
          value={wanted}
          onChange={setWanted}
          minValue={1}
          maxValue={1000}
        />
        <Button
          aria-label={`Add ${name} to the basket`}
          isPending={basket.isPending}
          isDisabled={!isKnown || !basket.isKnown}
          // What goes wrong stands in `error`.
          onPress={() => void add().catch(() => setSaid(''))}
        >
          Add
        </Button>
      </div>
      <p role="status" className={styles.muted}>
        {said}
      </p>
      {basket.error && <Problem title={problemWords(basket.error)} />}
    </>
  );
}

/** Asks to be told when a product can be had again. */
function StockWatch({ sku, name }: GoodProps) {
  const { data } = useData(StockWatchesDocument, {});
  const watch = useSend(NotifyWhenInStockDocument, [StockWatchesDocument]);
  const isWatched = data?.stockWatches.items.some((each) => each.sku === sku) === true;
  const label = isWatched ? 'No need to tell me' : 'Tell me when it is back';
  return (
    <>
      <div className={styles.add}>
        <Button
          aria-label={`${label}: ${name}`}
          isPending={watch.isPending}
          isDisabled={!data}
          onPress={() => watch.mutate({ sku, wanted: !isWatched })}
        >
          {label}
        </Button>
      </div>
      <p role="status" className={styles.muted}>
        {isWatched && 'We send you a message once it is back.'}
      </p>
      {watch.error && <Problem title={problemWords(watch.error)} />}
    </>
  );
}
