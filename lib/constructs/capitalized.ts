/** `validate` as part of a construct's id: `Validate`. */
export const capitalized = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
