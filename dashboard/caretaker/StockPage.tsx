import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Badge } from '../components/Badge.tsx';
import { TextField } from '../components/Field.tsx';
import { formatInstant } from '../components/format.ts';
import { Card, Empty, Loading, Page } from '../components/Page.tsx';
import { Problem } from '../components/Problem.tsx';
import type { ApiError } from '../data/ApiError.ts';
import { send } from '../data/graphql.ts';
import { useData, useSubscription } from '../data/hooks.ts';
import { readAll } from '../data/readAll.ts';
import { problemWords } from '../data/problemWords.ts';
import { StoreNamesDocument } from './deliveries.documents.ts';
import { Notice, type NoticeText } from './Notice.tsx';

import { RestockForm } from './RestockForm.tsx';
import {
  ProductsOfStoreDocument,
  StaffStockLevelDocument,
  StockLevelsDocument,
  type StockLevelsQuery,
} from './stock.documents.ts';
import { useGathered } from './useGathered.ts';
import lines from './Lines.module.css';
import styles from './StockPage.module.css';

type Level = StockLevelsQuery['listSkus']['items'][number];

/** Fewer units than this are low. Chosen: a morning's orders of one article. */
const FEW = 6;

/** What is in stock, the fewest first. */
export default function StockPage() {
  const { data: levels, error, refetch } = useLevels();
  const nameOf = useProductNames();
  const [search, setSearch] = useState('');
  const [notice, setNotice] = useState<NoticeText>();
  const wanted = search.trim().toLowerCase();
  const shown = (levels ?? [])
    .filter(({ sku }) => `${sku} ${nameOf(sku)}`.toLowerCase().includes(wanted))
    .sort((one, other) => one.units - other.units || one.sku.localeCompare(other.sku));
  const few = (levels ?? []).filter(({ units }) => units < FEW).length;
  return (
    <Page title="Stock" lead={levels === undefined ? ' ' : leadOf(few)}>
      <Notice notice={notice} onClose={() => setNotice(undefined)} />
      {error && !levels && (
        <Problem title="The stock cannot be shown now" onRetry={() => void refetch()}>
          {problemWords(error)}
        </Problem>
      )}
      {!levels && !error && <Loading lines={4} />}
      {levels?.length === 0 && (
        <Empty title="Nothing is in stock yet">
          <p>An article appears with its first delivery.</p>
        </Empty>
      )}
      {levels && levels.length > 0 && (
        <Card>
          <TextField label="Find an article" type="search" value={search} onChange={setSearch} />
          {shown.length === 0 && <Empty title="No article is called that" />}
          <ul className={lines.rows}>
            {shown.map((level) => (
              <LevelRow key={level.sku} level={level} name={nameOf(level.sku)} onNotice={setNotice} />
            ))}
          </ul>
        </Card>
      )}
      <Card title="New article">
        <RestockForm onNotice={setNotice} />
      </Card>
    </Page>
  );
}

const leadOf = (few: number) => {
  if (few === 0) return 'Nothing runs low.';
  return few === 1 ? 'One article runs low.' : `${few} articles run low.`;
};

interface LevelRowProps {
  readonly level: Level;
  readonly name: string;
  readonly onNotice: (notice: NoticeText | undefined) => void;
}

const LevelRow = ({ level: { sku, units, updatedOn }, name, onNotice }: LevelRowProps) => (
  <li className={lines.row}>
    <div>
      <h2 className={styles.name}>
        {name || sku} {units === 0 && <Badge tone="bad">None left</Badge>}
        {units > 0 && units < FEW && <Badge tone="warn">Runs low</Badge>}
      </h2>
      <p className={lines.muted}>
        {sku} · changed {formatInstant(updatedOn)}
      </p>
    </div>
    <p className={styles.units}>
      {units} <span className={lines.muted}>{units === 1 ? 'unit' : 'units'}</span>
    </p>
    <RestockForm sku={sku} onNotice={onNotice} />
  </li>
);

/** All levels as they are stored, and as they change. */
function useLevels() {
  const cache = useQueryClient();
  const refresh = useGathered(() => cache.invalidateQueries({ queryKey: ['StockLevels'] }));
  useSubscription(StaffStockLevelDocument, {}, () => refresh('levels'));
  return useQuery<Level[], ApiError>({
    queryKey: ['StockLevels'],
    queryFn: () => readAll(async (nextToken) => (await send(StockLevelsDocument, { nextToken })).listSkus),
  });
}

/** Returns a function that tells what is sold under a SKU; `''` where nothing is. */
function useProductNames(): (sku: string) => string {
  const { data } = useData(StoreNamesDocument, {});
  const catalogs = useQueries({
    queries: (data?.listStores.items ?? []).map(({ id: storeId }) => ({
      queryKey: ['ProductsOfStore', storeId],
      queryFn: () =>
        readAll(async (nextToken) => (await send(ProductsOfStoreDocument, { storeId, nextToken })).catalog),
    })),
  });
  const products = catalogs.flatMap(({ data: items }) => items ?? []);
  return (sku) => products.find((product) => product.sku === sku)?.name ?? '';
}
