import { useData } from '../data/hooks.ts';
import { ProductNameDocument } from './orders.documents.ts';

export interface ProductNameProps {
  readonly sku: string;
  /** Whose name it is; null in orders from before the catalogue, which have the SKU alone. */
  readonly productId: string | null;
}

/** What the catalogue calls an article now. The cache asks for each product once. */
export function ProductName({ sku, productId }: ProductNameProps) {
  const { data, error } = useData(ProductNameDocument, productId === null ? null : { id: productId });
  if (productId !== null && !data && !error) return '…';
  return data?.product?.name ?? sku;
}
