import { z } from 'zod';
import { BASE36 } from '../platform/Randomness.ts';
import { OperatorError } from '../platform/errors.ts';
import type { AddedHeader, Behavior } from '../services/cloudfront/CloudFront.ts';
import { bucketOf } from '../services/cloudfront/readFromBucket.ts';
import { urlIdIn } from '../services/lambda/urls/FunctionUrls.ts';
import { defineResource, nothingToRemove, type ResourceContext } from './common/ResourceType.ts';
import { flag, inert, integer, text } from './common/properties.ts';

/** What there is of a behaviour without functions at the edge, signed addresses and settings that policies replaced. */
const behavior = {
  TargetOriginId: text,
  ViewerProtocolPolicy: inert,
  AllowedMethods: z.array(text).default(['GET', 'HEAD']),
  CachedMethods: inert.optional(),
  CachePolicyId: inert.optional(),
  Compress: inert.optional(),
  OriginRequestPolicyId: inert.optional(),
  ResponseHeadersPolicyId: text.optional(),
};

const DistributionConfig = z.strictObject({
  Enabled: flag,
  DefaultRootObject: text.default(''),
  Origins: z
    .array(
      z.strictObject({
        Id: text,
        DomainName: text,
        OriginPath: text.default(''),
        OriginAccessControlId: text.optional(),
        CustomOriginConfig: inert.optional(),
        S3OriginConfig: z.strictObject({ OriginAccessIdentity: z.literal('').optional() }).optional(),
        ConnectionAttempts: inert.optional(),
        ConnectionTimeout: inert.optional(),
      }),
    )
    .min(1),
  DefaultCacheBehavior: z.strictObject(behavior),
  CacheBehaviors: z.array(z.strictObject({ ...behavior, PathPattern: text })).default([]),
  CustomErrorResponses: z
    .array(
      z.strictObject({
        ErrorCode: integer,
        ResponseCode: integer.optional(),
        ResponsePagePath: text.optional(),
        ErrorCachingMinTTL: inert.optional(),
      }),
    )
    .default([]),
  Aliases: inert.optional(),
  Comment: inert.optional(),
  HttpVersion: inert.optional(),
  IPV6Enabled: inert.optional(),
  Logging: inert.optional(),
  PriceClass: inert.optional(),
  Restrictions: inert.optional(),
  ViewerCertificate: inert.optional(),
  WebACLId: inert.optional(),
});

type Config = z.output<typeof DistributionConfig>;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-distribution.html */
export const CloudFrontDistribution = defineResource(
  z.strictObject({ DistributionConfig, Tags: inert.optional() }),
  ({ DistributionConfig: config }, context) => {
    const { world, services } = context;
    const { partition, accountId } = world.account;
    checkConfig(config, context);
    const id = `E${world.random.text(13, BASE36).toUpperCase()}`;
    const domainName = `d${world.random.text(13, BASE36)}.cloudfront.net`;
    services.cloudfront.putDistribution({
      id,
      arn: `arn:${partition}:cloudfront::${accountId}:distribution/${id}`,
      domainName,
      defaultRootObject: config.DefaultRootObject,
      origins: config.Origins.map(({ Id, DomainName, OriginPath, OriginAccessControlId }) => ({
        id: Id,
        domainName: DomainName,
        path: OriginPath,
        isSigned: OriginAccessControlId !== undefined,
      })),
      behaviors: [...config.CacheBehaviors, config.DefaultCacheBehavior].map(behaviorOf),
      errorResponses: config.CustomErrorResponses.map(({ ErrorCode, ResponseCode, ResponsePagePath }) => ({
        errorCode: ErrorCode,
        ...(ResponseCode !== undefined && { responseCode: ResponseCode }),
        ...(ResponsePagePath !== undefined && { responsePagePath: ResponsePagePath }),
      })),
    });
    return { ref: id, attributes: { Id: id, DomainName: domainName } };
  },
  {
    replacedBy: [],
    remove: ({ ref }, { services }) => services.cloudfront.deleteDistribution(ref),
  },
);

const behaviorOf = (given: Config['DefaultCacheBehavior'] & { readonly PathPattern?: string }): Behavior => ({
  originId: given.TargetOriginId,
  allowedMethods: given.AllowedMethods,
  ...(given.PathPattern !== undefined && { pathPattern: given.PathPattern }),
  ...(given.ResponseHeadersPolicyId !== undefined && { headersPolicyId: given.ResponseHeadersPolicyId }),
});

/** What CloudFront refuses of a configuration, and what is not here. */
function checkConfig(config: Config, { services }: ResourceContext): void {
  if (!config.Enabled)
    throw new OperatorError('a distribution that is not enabled answers nobody; enable it');
  for (const { DomainName } of config.Origins)
    if (bucketOf(DomainName) === undefined && urlIdIn(DomainName) === undefined)
      throw new OperatorError(
        `the origin ${DomainName} is neither a bucket nor a function, and others are not reached from here`,
      );
  for (const { TargetOriginId, ResponseHeadersPolicyId: policy } of [
    ...config.CacheBehaviors,
    config.DefaultCacheBehavior,
  ]) {
    // Recorded: https://github.com/hashicorp/terraform-provider-aws/issues/2106
    if (!config.Origins.some(({ Id }) => Id === TargetOriginId))
      throw new OperatorError('One or more of your origins or origin groups do not exist.');
    if (policy !== undefined && !services.cloudfront.hasHeadersPolicy(policy))
      throw new OperatorError(`the response headers policy ${policy} is none of the template's`);
  }
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-originaccesscontrol.html */
export const CloudFrontOriginAccessControl = defineResource(
  z.strictObject({
    OriginAccessControlConfig: z.strictObject({
      Name: text,
      Description: inert.optional(),
      OriginAccessControlOriginType: z.enum(['s3', 'lambda']),
      SigningBehavior: z.literal('always'),
      SigningProtocol: z.literal('sigv4'),
    }),
  }),
  (_properties, { world }) => {
    const id = `E${world.random.text(13, BASE36).toUpperCase()}`;
    return { ref: id, attributes: { Id: id } };
  },
  { replacedBy: [], remove: nothingToRemove },
);

const overriding = { Override: flag };

const SecurityHeadersConfig = z.strictObject({
  ContentSecurityPolicy: z.strictObject({ ...overriding, ContentSecurityPolicy: text }).optional(),
  ContentTypeOptions: z.strictObject(overriding).optional(),
  FrameOptions: z.strictObject({ ...overriding, FrameOption: z.enum(['DENY', 'SAMEORIGIN']) }).optional(),
  ReferrerPolicy: z.strictObject({ ...overriding, ReferrerPolicy: text }).optional(),
  /** Not sent: a browser would refuse plain HTTP on every port of `localhost`, for as long as it says. Chosen. */
  StrictTransportSecurity: inert.optional(),
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-responseheaderspolicy.html */
export const CloudFrontResponseHeadersPolicy = defineResource(
  z.strictObject({
    ResponseHeadersPolicyConfig: z.strictObject({
      Name: text,
      Comment: inert.optional(),
      CustomHeadersConfig: z
        .strictObject({ Items: z.array(z.strictObject({ ...overriding, Header: text, Value: text })) })
        .optional(),
      RemoveHeadersConfig: z.strictObject({ Items: z.array(z.strictObject({ Header: text })) }).optional(),
      SecurityHeadersConfig: SecurityHeadersConfig.optional(),
      ServerTimingHeadersConfig: inert.optional(),
    }),
  }),
  ({ ResponseHeadersPolicyConfig: config }, { world, services }) => {
    const id = world.random.uuid();
    const custom = (config.CustomHeadersConfig?.Items ?? []).map(({ Header, Value, Override }) =>
      added(Header, Value, Override),
    );
    services.cloudfront.putHeadersPolicy(id, {
      added: [...custom, ...securityHeaders(config.SecurityHeadersConfig ?? {})],
      removed: (config.RemoveHeadersConfig?.Items ?? []).map(({ Header }) => Header.toLowerCase()),
    });
    return { ref: id, attributes: { Id: id } };
  },
  { replacedBy: [], remove: ({ ref }, { services }) => services.cloudfront.deleteHeadersPolicy(ref) },
);

const added = (name: string, value: string, override: boolean): AddedHeader => ({
  name: name.toLowerCase(),
  value,
  override,
});

function securityHeaders({
  ContentSecurityPolicy: content,
  ContentTypeOptions: type,
  FrameOptions: frame,
  ReferrerPolicy: referrer,
}: z.output<typeof SecurityHeadersConfig>): AddedHeader[] {
  return [
    ...(content ? [added('content-security-policy', content.ContentSecurityPolicy, content.Override)] : []),
    ...(type ? [added('x-content-type-options', 'nosniff', type.Override)] : []),
    ...(frame ? [added('x-frame-options', frame.FrameOption, frame.Override)] : []),
    ...(referrer ? [added('referrer-policy', referrer.ReferrerPolicy, referrer.Override)] : []),
  ];
}
