import { catalogEventSchema } from '../../../model/catalog/CatalogEvent.ts';
import { catalogSnapshotSchema } from '../../../model/catalog/CatalogSnapshot.ts';
import { offerSchema } from '../../../model/catalog/Offer.ts';
import { productSchema } from '../../../model/catalog/Product.ts';
import { storeSchema } from '../../../model/catalog/Store.ts';
import { storeSkuSchema } from '../../../model/catalog/StoreSku.ts';
import { bindEntity } from '../../platform/bindEntity.ts';

/** The rows of stores and products, and of what they offer. */
export const entities = {
  CatalogEvent: bindEntity(catalogEventSchema),
  CatalogSnapshot: bindEntity(catalogSnapshotSchema),
  Offer: bindEntity(offerSchema),
  Product: bindEntity(productSchema),
  Store: bindEntity(storeSchema),
  StoreSku: bindEntity(storeSkuSchema),
};
