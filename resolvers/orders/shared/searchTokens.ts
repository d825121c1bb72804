import { isDate } from '../../../model/calendar.ts';
import { isId } from '../../../model/ids.ts';
import { throwForeignToken } from '../../platform/dynamodb.ts';
import * as tokens from '../../platform/tokens.ts';
import type { OrderSearch } from './orderSearch.ts';

/** Where a search goes on: behind the order that was placed then. */
export const placeOf = ({ createdOn, orderId }: { createdOn: string; orderId: string }) =>
  `${createdOn}#${orderId}`;

/** Of an instant as rows have it. */
const INSTANT_LENGTH = 24;

/** A token says which search it is of: who asks, and for what. */
export const tokenOf = ({ identity }: OrderSearch, place: string) => tokens.tokenOf(place, identity);

/** Returns the place that a token names, null where there is no token. Throws on one of another search, or of none. */
export function placeOfToken(search: OrderSearch, token: string | null | undefined): string | null {
  if (token === null || token === undefined) return null;
  const place = tokens.placeOfToken(token, search.identity);
  if (!isPlace(place) || place < search.after || place > search.before) throwForeignToken();
  return place;
}

const isPlace = (place: string) =>
  isDate(place.slice(0, 10)) && place.charAt(INSTANT_LENGTH) === '#' && isId(place.slice(INSTANT_LENGTH + 1));
