import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUNDLE_NOTE, type BundleNote } from '../../lib/bundles/noteBundle.ts';

/** A stack of a cloud assembly, as far as its code can be replaced. */
export interface NotedStack {
  readonly name: string;
  readonly template: NotedTemplate;
  /** What its resources are made of, by their logical ids. */
  readonly notes: ReadonlyMap<string, BundleNote>;
}

/** A template, which is changed in place. */
export interface NotedTemplate {
  readonly Resources: Readonly<Record<string, NotedResource>>;
}

export interface NotedResource {
  readonly Type: string;
  readonly Metadata?: Readonly<Record<string, unknown>>;
  readonly Properties: Record<string, unknown>;
}

type Metadata = Readonly<Record<string, readonly { readonly type: string; readonly data?: unknown }[]>>;

interface Manifest {
  readonly artifacts: Readonly<
    Record<string, { readonly type: string; readonly additionalMetadataFile?: string }>
  >;
}

/** Reads the stacks of an assembly that `lib/app.ts` wrote, with the notes of `noteBundle`. */
export function readNotes(directory: string): NotedStack[] {
  const { artifacts } = readJson<Manifest>(join(directory, 'manifest.json'));
  return Object.entries(artifacts)
    .filter(([, { type }]) => type === 'aws:cloudformation:stack')
    .map(([name, { additionalMetadataFile }]) => {
      const template = readJson<NotedTemplate>(join(directory, `${name}.template.json`));
      const metadata = additionalMetadataFile
        ? readJson<Metadata>(join(directory, additionalMetadataFile))
        : {};
      return { name, template, notes: notesOf(template, metadata) };
    });
}

/** What the CDK library writes, of which `Shape` is the part that is used. */
export function readJson<Shape>(file: string): Shape {
  // See above.
  return JSON.parse(readFileSync(file, 'utf8')) as Shape;
}

/** A note is on a construct. Its resource is that construct, or the one that the library calls `Resource` in it. */
function notesOf({ Resources }: NotedTemplate, metadata: Metadata): Map<string, BundleNote> {
  const logicalIds = new Map(
    Object.entries(Resources).map(([logicalId, { Metadata }]) => [
      `/${String(Metadata?.['aws:cdk:path'])}`,
      logicalId,
    ]),
  );
  return new Map(
    Object.entries(metadata).flatMap(([path, entries]) => {
      const logicalId = logicalIds.get(`${path}/Resource`) ?? logicalIds.get(path);
      const note = entries.find(({ type }) => type === BUNDLE_NOTE)?.data;
      // `noteBundle` wrote it.
      return logicalId === undefined || note === undefined ? [] : [[logicalId, note as BundleNote] as const];
    }),
  );
}
