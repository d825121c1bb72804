import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { resourceTypes } from '../../../local/resources/resourceTypes.ts';

interface SpecifiedType {
  readonly cloudFormationType: string;
  readonly properties: Readonly<Record<string, { readonly causesReplacement?: string }>>;
}

/** CloudFormation's own specification, by which the CDK's command line tells what a deployment would replace. */
function specification(): ReadonlyMap<string, SpecifiedType> {
  const folder = dirname(createRequire(import.meta.url).resolve('aws-cdk/package.json'));
  const file = join(folder, 'db.json.gz');
  const { schema } = JSON.parse(gunzipSync(readFileSync(file)).toString()) as {
    schema: { resource: { entities?: Record<string, SpecifiedType> } & Record<string, SpecifiedType> };
  };
  const types = Object.values(schema.resource.entities ?? schema.resource);
  return new Map(types.map((type) => [type.cloudFormationType, type]));
}

const specified = specification();
/** The CDK's own record is no type of CloudFormation's. */
const types = Object.entries(resourceTypes).filter(([name]) => name !== 'AWS::CDK::Metadata');

/** The properties that a type knows here: others are refused by name. */
function knownProperties(type: (typeof types)[number][1]): readonly string[] {
  const { error } = type.properties.safeParse({ 'no such property': true });
  const unknown = error?.issues.some(({ code }) => code === 'unrecognized_keys');
  expect(unknown).toBe(true);
  return Object.keys((type.properties as unknown as { shape: object }).shape);
}

test.each(types)(
  '%s is replaced by a change of the properties that CloudFormation names, and of no other',
  (name, type) => {
    const { properties = {} } = specified.get(name) ?? {};
    const replacing = Object.entries(properties)
      .filter(([, { causesReplacement = 'no' }]) => causesReplacement === 'yes')
      .map(([property]) => property)
      .filter((property) => knownProperties(type).includes(property));
    expect(type.lifecycle.replacedBy.toSorted()).toEqual(replacing.toSorted());
  },
);
