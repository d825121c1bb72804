/** The shortest beginning of each path that no other path has: `Jobs` for `Jobs/Work/Queue`. */
export const shortNames = (paths: readonly string[]): string[] => {
  const split = paths.map((path) => path.split('/'));
  return split.map((parts) => {
    const sharers = (length: number) =>
      split.filter((other) => parts.slice(0, length).every((part, at) => other[at] === part));
    const length = parts.findIndex((_, index) => sharers(index + 1).length === 1) + 1;
    return parts.slice(0, length || parts.length).join('/');
  });
};
