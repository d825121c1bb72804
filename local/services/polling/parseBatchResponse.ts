/**
 * The response of a function with `ReportBatchItemFailures`: the identifiers that failed, or the
 * reason why the whole batch counts as failed.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 */
export type BatchResponse = { readonly failed: readonly string[] } | { readonly invalid: string };

/** @param isKnown whether an identifier belongs to the batch */
export function parseBatchResponse(payload: string, isKnown: (identifier: string) => boolean): BatchResponse {
  const answer = parsePayload(payload);
  if (answer === undefined) return { invalid: 'the answer is not JSON' };
  if (answer === null || answer === '') return { failed: [] };
  if (typeof answer !== 'object' || Array.isArray(answer)) return { invalid: 'the answer is not an object' };

  const failures = memberOf(answer, 'batchItemFailures') ?? [];
  if (!Array.isArray(failures)) return { invalid: 'batchItemFailures is not a list' };
  const failed: string[] = [];
  for (const failure of failures) {
    const identifier = memberOf(failure, 'itemIdentifier');
    if (typeof identifier !== 'string' || identifier === '')
      return { invalid: 'a batch item failure has no itemIdentifier' };
    if (!isKnown(identifier)) return { invalid: `itemIdentifier ${identifier} is not of this batch` };
    failed.push(identifier);
  }
  return { failed };
}

/** An empty payload counts as `null`. Returns undefined where the payload is not JSON. */
function parsePayload(payload: string): unknown {
  if (payload === '') return null;
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
