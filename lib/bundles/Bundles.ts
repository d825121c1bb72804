/** The code that runs on AWS, bundled, by its path in the repository. */
export interface Bundles {
  /**
   * APPSYNC_JS of `resolvers/<path>.ts`, one module without imports but `@aws-appsync/utils`.
   * Throws when there is no such file, or when it is larger than AppSync takes.
   */
  resolver(path: string): string;
  /** Folder with the bundle of `lambda-fns/<path>.ts` as `index.js`, handler `index.handler`. Throws when there is no such file. */
  functionFolder(path: string): string;
}
