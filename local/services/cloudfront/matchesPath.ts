/**
 * Whether a path fits a pattern, in which `*` is any characters and `?` is one. The slash in front may be left out.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern
 */
export function matchesPath(pattern: string, path: string): boolean {
  const wanted = withSlash(pattern);
  const given = withSlash(path);
  let [at, from, star, tried] = [0, 0, -1, 0];
  // Goes back to the last `*` alone, so that no pattern takes exponential time.
  while (at < given.length) {
    if (
      from < wanted.length &&
      (wanted[from] === '?' || wanted[from] === given[at]) &&
      wanted[from] !== '*'
    ) {
      at++;
      from++;
    } else if (wanted[from] === '*') {
      star = from++;
      tried = at;
    } else if (star >= 0) {
      from = star + 1;
      at = ++tried;
    } else return false;
  }
  while (wanted[from] === '*') from++;
  return from === wanted.length;
}

const withSlash = (path: string) => (path.startsWith('/') ? path : `/${path}`);
