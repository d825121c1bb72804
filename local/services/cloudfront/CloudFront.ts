import type { HttpRequest, HttpResponse } from '../../platform/HttpMessage.ts';

/** Amazon CloudFront, as far as it serves pages: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ */
export interface CloudFront {
  /** Makes a distribution, or gives the one of that id another configuration. */
  putDistribution(distribution: Distribution): void;
  deleteDistribution(id: string): void;
  putHeadersPolicy(id: string, policy: HeadersPolicy): void;
  deleteHeadersPolicy(id: string): void;
  hasHeadersPolicy(id: string): boolean;
  distributions(): readonly Distribution[];
  /** Answers a request as the distribution's edge would. */
  handle(distribution: Distribution, request: HttpRequest): Promise<HttpResponse>;
}

export interface Distribution {
  readonly id: string;
  readonly arn: string;
  /** Such as `d111111abcdef8.cloudfront.net`. */
  readonly domainName: string;
  /** Without its slash, such as `index.html`. */
  readonly defaultRootObject: string;
  readonly origins: readonly Origin[];
  /** In the order of precedence; the default is the last, and has no pattern. */
  readonly behaviors: readonly Behavior[];
  readonly errorResponses: readonly ErrorResponse[];
}

export interface Origin {
  readonly id: string;
  readonly domainName: string;
  /** In front of each path, such as `/pages`; empty where there is none. */
  readonly path: string;
  /** Whether requests to it are signed as CloudFront's own. */
  readonly isSigned: boolean;
}

export interface Behavior {
  readonly pathPattern?: string;
  readonly originId: string;
  readonly allowedMethods: readonly string[];
  readonly headersPolicyId?: string;
}

export interface ErrorResponse {
  readonly errorCode: number;
  /** @default the error's own */
  readonly responseCode?: number;
  /** Path of the page that is served instead. @default the origin's own answer */
  readonly responsePagePath?: string;
}

/** Headers that answers get, and lose. */
export interface HeadersPolicy {
  readonly added: readonly AddedHeader[];
  /** In lower case. */
  readonly removed: readonly string[];
}

export interface AddedHeader {
  /** In lower case. */
  readonly name: string;
  readonly value: string;
  /** Whether it replaces the origin's own. */
  readonly override: boolean;
}
