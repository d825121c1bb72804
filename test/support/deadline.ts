/**
 * Rejects where `promise` takes longer than `ms` of real time: a socket that stays silent must fail a
 * test by saying what it waited for, and not by hanging.
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
