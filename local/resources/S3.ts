import { z } from 'zod';
import { bucketArn } from '../services/s3/S3Object.ts';
import { defineResource } from './common/ResourceType.ts';
import { inert, json, text } from './common/properties.ts';

/** Documented: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const LONGEST_NAME = 63;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html */
export const S3Bucket = defineResource(
  z.strictObject({
    BucketName: text.pipe(z.string().regex(/^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/)).optional(),
    AbacStatus: inert.optional(),
    BucketEncryption: inert.optional(),
    LifecycleConfiguration: inert.optional(),
    LoggingConfiguration: inert.optional(),
    OwnershipControls: inert.optional(),
    // Nobody reads a bucket without a signature here, whatever it says.
    PublicAccessBlockConfiguration: inert.optional(),
    Tags: inert.optional(),
  }),
  ({ BucketName }, { services, world, physicalName }) => {
    const name = BucketName ?? physicalName(LONGEST_NAME).toLowerCase();
    const { region } = world.account;
    services.s3.createBucket(name);
    return {
      ref: name,
      attributes: {
        Arn: bucketArn(name),
        DomainName: `${name}.s3.amazonaws.com`,
        DualStackDomainName: `${name}.s3.dualstack.${region}.amazonaws.com`,
        RegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
      },
    };
  },
  {
    replacedBy: ['BucketName'],
    identifiedBy: ['BucketName'],
    remove: ({ ref }, { services }) => services.s3.deleteBucket(ref),
  },
);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html */
export const S3BucketPolicy = defineResource(
  z.strictObject({ Bucket: text, PolicyDocument: json }),
  ({ Bucket, PolicyDocument }, { services, logicalId }) => {
    services.s3.setPolicy(Bucket, JSON.stringify(PolicyDocument));
    return { ref: logicalId };
  },
  {
    replacedBy: ['Bucket'],
    identifiedBy: ['Bucket'],
    remove: ({ properties: { Bucket } }, { services }) => services.s3.setPolicy(Bucket, undefined),
  },
);
