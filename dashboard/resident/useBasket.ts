import { useData, useSend } from '../data/hooks.ts';
import { AddToBasketDocument, OpenBasketDocument, StartBasketDocument } from './shop.documents.ts';

/** The open basket of a person, and what puts goods into it: the first time it starts one. */
export function useBasket() {
  const { data, error } = useData(OpenBasketDocument, {});
  const start = useSend(StartBasketDocument, []);
  const add = useSend(AddToBasketDocument, [OpenBasketDocument]);
  const basket = data?.openBasket;
  const addUnits = async (sku: string, units: number) => {
    const basketId = basket?.id ?? (await start.mutateAsync({})).startBasket.id;
    await add.mutateAsync({ basketId, sku, units });
  };
  return {
    basket,
    isKnown: data !== undefined,
    isPending: start.isPending || add.isPending,
    error: error ?? start.error ?? add.error,
    addUnits,
  };
}
