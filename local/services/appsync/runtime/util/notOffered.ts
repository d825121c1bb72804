/** Functions that say of themselves that the local runtime lacks them. */
export const notOffered = (owner: string, names: readonly string[]) =>
  Object.fromEntries(
    names.map((name) => [
      name,
      () => {
        throw new Error(`${owner}.${name} is not offered by the local AppSync runtime.`);
      },
    ]),
  );
