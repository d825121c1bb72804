import { unzipSync } from 'fflate';
import { globSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { z } from 'zod';
import { OperatorError } from '../platform/errors.ts';
import type { NewObject } from '../services/s3/createBuckets.ts';
import { bucketArn } from '../services/s3/S3Object.ts';
import { defineResource, type ResourceContext } from './common/ResourceType.ts';
import { flag, inert, text } from './common/properties.ts';

const texts = z.record(z.string(), text);

const properties = z.strictObject({
  ServiceToken: inert,
  SourceBucketNames: z.array(text),
  SourceObjectKeys: z.array(text),
  SourceMarkers: z.array(texts).default([]),
  SourceMarkersConfig: z.array(z.strictObject({ jsonEscape: flag.optional() })).default([]),
  DestinationBucketName: text,
  DestinationBucketKeyPrefix: text.default(''),
  Prune: flag.default(true),
  RetainOnDelete: flag.default(true),
  SystemMetadata: texts.default({}),
  UserMetadata: texts.default({}),
  DestinationBucketArn: inert.optional(),
  // There is no cache: docs/decisions/040-web.md.
  DistributionId: inert.optional(),
  DistributionPaths: inert.optional(),
  OutputObjectKeys: inert.optional(),
  WaitForDistributionInvalidation: inert.optional(),
});

type Properties = z.output<typeof properties>;

/**
 * What the CDK's construct `BucketDeployment` has a function in Python do, done here: the assembly's files come into the bucket as
 * `aws s3 sync` brings them there. https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_s3_deployment-readme.html
 */
export const BucketDeployment = defineResource(
  properties,
  (given, context) => {
    deploy(given, context);
    return { ref: context.physicalName(), attributes: attributesOf(given) };
  },
  {
    replacedBy: [],
    update(given, context, { ref, properties: before }) {
      if (!before.RetainOnDelete && placeOf(before) !== placeOf(given)) clear(before, context);
      deploy(given, context);
      return { ref, attributes: attributesOf(given) };
    },
    remove({ properties: given }, context) {
      if (!given.RetainOnDelete) clear(given, context);
    },
  },
);

const attributesOf = ({ DestinationBucketName, SourceObjectKeys }: Properties) => ({
  DestinationBucketArn: bucketArn(DestinationBucketName),
  SourceObjectKeys,
});

const placeOf = (given: Properties) => `${given.DestinationBucketName}/${prefixOf(given)}`;

/** Documented: a slash alone is none, and a folder's name needs none at its end. */
const prefixOf = ({ DestinationBucketKeyPrefix: prefix }: Properties) =>
  prefix === '' || prefix === '/' ? '' : `${prefix.replace(/\/$/, '')}/`;

function deploy(given: Properties, context: ResourceContext): void {
  const { s3 } = context.services;
  const bucket = given.DestinationBucketName;
  const objects = objectsOf(given, context);
  const keys = new Set(objects.map(({ key }) => key));
  const gone = given.Prune ? s3.keysBelow(bucket, prefixOf(given)).filter((key) => !keys.has(key)) : [];
  s3.deploy(bucket, objects, gone);
}

function clear(given: Properties, { services: { s3 } }: ResourceContext): void {
  const bucket = given.DestinationBucketName;
  s3.deploy(bucket, [], s3.keysBelow(bucket, prefixOf(given)));
}

/** A later source's files take the place of an earlier one's. */
function objectsOf(given: Properties, context: ResourceContext): NewObject[] {
  const prefix = prefixOf(given);
  const { SourceMarkers, SourceMarkersConfig } = given;
  return given.SourceObjectKeys.flatMap((sourceKey, index) => {
    const isJson = SourceMarkersConfig[index]?.jsonEscape === true;
    return filesOf(given.SourceBucketNames[index] ?? '', sourceKey, context).map(([path, content]) => ({
      key: `${prefix}${path}`,
      body: withMarkers(content, SourceMarkers[index] ?? {}, isJson),
      settings: {
        ...typeOf(path),
        ...systemMetadata(given.SystemMetadata),
        ...(Object.keys(given.UserMetadata).length > 0 && { Metadata: given.UserMetadata }),
      },
    }));
  });
}

function filesOf(
  bucket: string,
  key: string,
  { services: { assets }, logicalId }: ResourceContext,
): readonly (readonly [path: string, content: Uint8Array])[] {
  const source = assets.pathOf(bucket, key);
  if (source === undefined)
    throw new OperatorError(
      `${logicalId}: the assembly holds no files s3://${bucket}/${key}; synthesize it again.`,
    );
  if (!statSync(source).isDirectory())
    return Object.entries(unzipSync(readFileSync(source))).filter(([path]) => !path.endsWith('/'));
  return globSync('**', { cwd: source })
    .filter((path) => statSync(join(source, path)).isFile())
    .map((path) => [path.replaceAll('\\', '/'), readFileSync(join(source, path))] as const);
}

/** What was not known when the files were written stands in them as markers. */
function withMarkers(
  content: Uint8Array,
  markers: Readonly<Record<string, string>>,
  isJson: boolean,
): Uint8Array {
  if (Object.keys(markers).length === 0) return content;
  // Byte by byte, because a file need not be text.
  const bytesOf = (value: string) => Buffer.from(value).toString('latin1');
  const text = Object.entries(markers).reduce((before, [marker, value]) => {
    const written = isJson ? JSON.stringify(value).slice(1, -1) : value;
    return before.replaceAll(bytesOf(marker), () => bytesOf(written));
  }, Buffer.from(content).toString('latin1'));
  return Buffer.from(text, 'latin1');
}

/** The types that Python's `mimetypes`, by which `aws s3 sync` goes, knows of files of web pages. */
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.gif': 'image/gif',
  '.html': 'text/html',
  '.ico': 'image/vnd.microsoft.icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'text/xml',
};

const typeOf = (path: string) => {
  const ContentType = TYPES[extname(path)];
  return ContentType === undefined ? {} : { ContentType };
};

const SYSTEM_METADATA: Readonly<Record<string, string>> = {
  'cache-control': 'CacheControl',
  'content-disposition': 'ContentDisposition',
  'content-encoding': 'ContentEncoding',
  'content-language': 'ContentLanguage',
  'content-type': 'ContentType',
  expires: 'Expires',
};

/** Of the rest, such as the storage class, nothing is seen. */
const systemMetadata = (given: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => {
      const member = SYSTEM_METADATA[name.toLowerCase()];
      return member === undefined ? [] : [[member, value]];
    }),
  );
