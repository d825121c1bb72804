/** Does a conditional write, and says whether its condition was met. */
export const ifStill = async (write: Promise<unknown>): Promise<boolean> => {
  try {
    await write;
    return true;
  } catch (error) {
    if (isFailedCondition(error)) return false;
    throw error;
  }
};

/** ElectroDB wraps what the SDK threw: https://electrodb.dev/en/reference/errors/ */
const isFailedCondition = (error: unknown) =>
  error instanceof Error && (error.cause as Error | undefined)?.name === 'ConditionalCheckFailedException';
