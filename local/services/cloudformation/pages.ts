import { z } from 'zod';
import { validationError } from './errors.ts';

/** A page's token is the position of its first item. */
export const NextToken = z.string().max(1024).optional();

/** Documented for the resources of a stack, for stacks and exports chosen. */
const MOST_OF_A_PAGE = 100;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStackResources.html */
export function pageOf<Item>(all: readonly Item[], token: string | undefined) {
  if (token !== undefined && !/^\d{1,9}$/.test(token)) throw validationError('NextToken is not valid.');
  const start = Number(token ?? 0);
  const end = start + MOST_OF_A_PAGE;
  return { items: all.slice(start, end), ...(end < all.length && { NextToken: String(end) }) };
}
