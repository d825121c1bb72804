import type { IConstruct } from 'constructs';
import type { Constants } from './bundleFunctions.ts';

/** Which of our sources a construct's resource is made of. */
export type BundleNote =
  /** The code of a resolver or of a function of a pipeline: `resolvers/<path>.ts`, or a step of it. */
  | { readonly kind: 'resolver'; readonly path: string; readonly step?: string }
  /** The code of a Lambda function: `lambda-fns/<path>.ts`. */
  | { readonly kind: 'handler'; readonly path: string; readonly constants: Constants }
  /** Files of the web app: of `dashboard/`. */
  | { readonly kind: 'dashboard'; readonly part: 'page' | 'assets' }
  /** The definition of an API: `schema.graphql`, as it is written. */
  | { readonly kind: 'schema' };

/** Under which type the notes are in the metadata of a cloud assembly. */
export const BUNDLE_NOTE = 'frontdesk:bundle';

/**
 * Notes in the assembly's metadata, not in the template, what a resource is made of. So a changed file of code leads to its
 * resources without another synthesis.
 */
export const noteBundle = (construct: IConstruct, note: BundleNote): void =>
  construct.node.addMetadata(BUNDLE_NOTE, note);
