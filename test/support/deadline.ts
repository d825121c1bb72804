/**
 * Rejects if `promise` takes longer than `ms` of real time, so that a test with a silent socket fails with what it
 * waited for instead of hanging.
 */
export async function withDeadline<T>(promise: Promise<T>, what = 'an answer', ms = 10_000): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: nothing within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
