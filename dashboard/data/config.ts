/** What a deployment says of itself at `/config.json`, beside the page. */
export interface Config {
  readonly region: string;
  readonly userPoolId: string;
  readonly userPoolClientId: string;
  /** A URL, or a path of the page's own origin. */
  readonly graphqlEndpoint: string;
  /** A path of the page's own origin where Cognito answers instead of its own address. @default - Cognito's own address */
  readonly userPoolEndpoint?: string;
  /** Whether people may make accounts by themselves. @default false */
  readonly selfSignUp?: boolean;
}

export async function readConfig(): Promise<Config> {
  const response = await fetch('/config.json', { cache: 'no-store' });
  if (!response.ok) throw new Error(`/config.json answered ${response.status}`);
  // Written by the deployment that serves this page.
  return (await response.json()) as Config;
}
