import { sqsError } from '../errors/sqsError.ts';

/** The account and name at the end of a queue's URL, which alone decide which queue is meant. */
export function parseQueueUrl(url: string): { readonly accountId: string; readonly name: string } {
  const [, accountId, name] = /(?:^|\/)(\d{12})\/([^/?#]+)\/?$/.exec(url) ?? [];
  if (accountId && name) return { accountId, name };
  throw sqsError('InvalidAddress', `The address ${url} is not valid for this endpoint.`);
}
