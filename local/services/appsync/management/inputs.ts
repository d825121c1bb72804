import { z } from 'zod';
import { integer, text } from '../../../platform/checkInput.ts';
import { badRequest } from './errors.ts';

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_ListResolvers.html: a page has at most 25. */
export const page = { nextToken: z.string().max(65_536).optional(), maxResults: integer(0, 25).default(25) };
export const ofApi = { apiId: z.string() };

/** A page's token is the position of its first item. */
export function pageOf<Item>(
  all: readonly Item[],
  { nextToken = '0', maxResults }: { readonly nextToken?: string | undefined; readonly maxResults: number },
) {
  if (!/^\d{1,9}$/.test(nextToken)) throw badRequest('Invalid pagination token given.');
  const start = Number(nextToken);
  // Chosen: a page of none is one of all that a page may have.
  const end = start + (maxResults || 25);
  return { items: all.slice(start, end), ...(end < all.length && { nextToken: String(end) }) };
}

/** The only runtime there is here: VTL is not supported. */
export const runtime = z.object({ name: z.literal('APPSYNC_JS'), runtimeVersion: z.literal('1.0.0') });
/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_UpdateResolver.html */
export const code = text(1, 32_768);
export const maxBatchSize = integer(0, 2000).optional();

/** A template of VTL, which would silently be ignored. */
export const noTemplates = {
  requestMappingTemplate: z.undefined({ error: 'VTL is not supported here.' }).optional(),
  responseMappingTemplate: z.undefined({ error: 'VTL is not supported here.' }).optional(),
};

export const RUNTIME = { name: 'APPSYNC_JS', runtimeVersion: '1.0.0' };
