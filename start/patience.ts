/** Longest wait for one answer, in milliseconds: several times what any takes. */
const ANSWER_MS = 30_000;

/** Ends a request that is not answered, or, where nobody wants its answer any more, at once. */
export const patience = (stop?: AbortSignal): AbortSignal => {
  const late = AbortSignal.timeout(ANSWER_MS);
  return stop ? AbortSignal.any([stop, late]) : late;
};
