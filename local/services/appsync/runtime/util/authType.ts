const has = (identity: object, ...keys: string[]) => keys.every((key) => key in identity);
const only = (identity: object, ...keys: string[]) =>
  Object.keys(identity).every((key) => keys.includes(key));

/** Told from the keys of `ctx.identity` alone, as AppSync does. */
export function authType(identity: unknown): string {
  const name = modeOf(identity);
  return `${name} Authorization`;
}

function modeOf(identity: unknown): string {
  if (typeof identity !== 'object' || identity === null) return 'API Key';
  if (only(identity, 'resolverContext')) return 'Lambda';
  if (has(identity, 'userArn', 'accountId', 'sourceIp', 'username')) return 'IAM';
  if (has(identity, 'sub', 'issuer', 'claims', 'sourceIp', 'defaultAuthStrategy', 'username'))
    return 'User Pool';
  if (has(identity, 'sub', 'issuer', 'claims') && only(identity, 'sub', 'issuer', 'claims'))
    return 'Open ID Connect';
  return 'API Key';
}
