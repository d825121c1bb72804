import { createProductSender } from './createProductSender.ts';
import { createRequester, type Fault, type RequesterOptions } from './createRequester.ts';
import type { Entry, Refusal } from './Entry.ts';
import { kinds } from './kinds.ts';
import type { Outcome } from './sendAll.ts';

/**
 * Sends an entry as its mutation, and retries with a growing pause while the refusal is transient. Every input has an
 * id or a token, so a repeated request has no further effect; and products are found by their SKU.
 */
export function createRetryingSender(options: RequesterOptions) {
  const request = createRequester(options);
  const sendProduct = createProductSender(request);
  return async (entry: Entry): Promise<Outcome> => {
    const { mutation, inputType } = kinds[entry.kind];
    const query = `mutation ($input: ${inputType}!) { ${mutation}(input: $input) { id } }`;
    const { fault } =
      entry.kind === 'product'
        ? await sendProduct(query, entry.input)
        : await request(query, { input: entry.input });
    return fault ? refused(entry, fault) : entry;
  };
}

const refused = ({ input, ...entry }: Entry, fault: Fault): Refusal => ({
  ...entry,
  ...fault,
  value: { type: entry.kind, ...input },
});
