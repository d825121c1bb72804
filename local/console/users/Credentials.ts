/** Who a request is sent as. */
export interface Credentials {
  /** Returns the headers that prove it for a `POST` of this body to this URL. */
  authorize(url: string, body: string): Promise<Readonly<Record<string, string>>>;
}

/** Headers that are the same for every request. */
export const fixedCredentials = (headers: Readonly<Record<string, string>>): Credentials => ({
  authorize: async () => headers,
});

/**
 * The headers of a request: those of the headers pane, and of the tab's user unless the pane names a credential of its
 * own, because AppSync reads only one of several.
 * https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#using-additional-authorization-modes
 */
export async function requestHeaders(
  credentials: Credentials,
  pane: Readonly<Record<string, string>>,
  url: string,
  body: string,
): Promise<Readonly<Record<string, string>>> {
  return bringsCredential(pane) ? pane : { ...pane, ...(await credentials.authorize(url, body)) };
}

export const bringsCredential = (pane: Readonly<Record<string, string>>): boolean =>
  Object.keys(pane).some((name) => /^(authorization|x-api-key)$/i.test(name));
