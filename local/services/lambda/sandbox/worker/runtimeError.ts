/** An error of Lambda's Node.js runtime itself, such as `Runtime.HandlerNotFound`. */
export function runtimeError(
  type: string,
  message: string,
  { stack }: { readonly stack?: string | undefined } = {},
): Error {
  const error = Object.assign(new Error(message), { name: `Runtime.${type}` });
  if (stack) error.stack = stack;
  return error;
}
