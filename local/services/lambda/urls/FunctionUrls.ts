import type { Principal } from '../../../platform/Call.ts';
import type { HttpRequest, HttpResponse } from '../../../platform/HttpMessage.ts';

/** Functions that are called by HTTP: https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html */
export interface FunctionUrls {
  /** Gives a function or an alias an address, or the address of that id another configuration. */
  put(url: FunctionUrl): void;
  delete(urlId: string): void;
  /** Where a browser of this machine reaches it. */
  addressOf(urlId: string): string;
  find(urlId: string): FunctionUrl | undefined;
  /**
   * Calls the function with a request, whose path is below the function's own.
   * @param principal whoever signed the request @default nobody did
   */
  handle(url: FunctionUrl, request: HttpRequest, principal?: Principal): Promise<HttpResponse>;
}

export interface FunctionUrl {
  /** Letters and digits, by which its host begins. */
  readonly urlId: string;
  /** ARN of the function, or of an alias of it. */
  readonly functionArn: string;
  /** Whether callers have to be known to IAM. */
  readonly authType: 'AWS_IAM' | 'NONE';
}

/** The host of an address behind its id, on AWS and here. */
export const functionUrlHost = (urlId: string, region: string, domain = 'on.aws') =>
  `${urlId}.lambda-url.${region}.${domain}`;

const HOST = /^(?<urlId>[a-z0-9]{1,64})\.lambda-url\.[a-z0-9-]+\.(?:on\.aws|localhost)(?::\d{1,5})?$/i;

/** The id in a host; undefined for any other host. */
export const urlIdIn = (host: string | undefined): string | undefined =>
  HOST.exec(host ?? '')?.groups?.['urlId']?.toLowerCase();
