import type { CloudFront } from '../services/cloudfront/CloudFront.ts';
import { rootRoute } from './doors.ts';
import type { Route } from './serveGraphql.ts';

/** The pages of the first distribution, on every path that nothing else has. Without one `/` leads to the console. */
export const pagesRoute =
  ({ distributions, handle }: CloudFront): Route =>
  async (request) => {
    const [first] = distributions();
    return first ? handle(first, request) : rootRoute(request);
  };
