import { Duration, Stack } from 'aws-cdk-lib';
import { HeadersFrameOption, HeadersReferrerPolicy, ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import type { SharedPlatform } from './Platform.ts';
import type { Settings } from './settings.ts';

export interface HeadersPolicyProps {
  readonly settings: Settings;
  readonly platform: SharedPlatform;
}

/** What every file of the web app is answered with: it runs its own code alone, and nobody embeds it. */
export const createHeadersPolicy = (scope: Construct, props: HeadersPolicyProps): ResponseHeadersPolicy =>
  new ResponseHeadersPolicy(scope, 'Headers', {
    comment: `Frontdesk ${props.settings.stage}`,
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy: contentSecurityPolicy(scope, props), override: true },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
      strictTransportSecurity: {
        accessControlMaxAge: Duration.days(365),
        includeSubdomains: true,
        override: true,
      },
    },
    customHeadersBehavior: {
      customHeaders: [
        { header: 'cross-origin-opener-policy', value: 'same-origin', override: true },
        { header: 'cross-origin-resource-policy', value: 'same-origin', override: true },
        // What the app does not use, no script in it can ask for.
        {
          header: 'permissions-policy',
          value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
          override: true,
        },
      ],
    },
  });

/** Its own scripts and styles, and the doors of the backend. `'self'` covers WebSockets: https://www.w3.org/TR/CSP3/#match-url-to-source-expression */
const contentSecurityPolicy = (scope: Construct, { settings, platform }: HeadersPolicyProps): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${["'self'", ...doorsOf(scope, settings, platform)].join(' ')}`,
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

const doorsOf = (
  scope: Construct,
  { graphqlPath, userPoolPath }: Settings,
  { api, realtimeUrl }: SharedPlatform,
): string[] => {
  const { region, urlSuffix } = Stack.of(scope);
  return [
    ...(graphqlPath === undefined ? [api.graphqlUrl, realtimeUrl] : []),
    ...(userPoolPath === undefined ? [`https://cognito-idp.${region}.${urlSuffix}/`] : []),
  ];
};
