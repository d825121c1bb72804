/**
 * How the members of a service's inputs and outputs are spelled in the Query protocol, as far as they are more than
 * texts, structures and lists of `member`. The key is a member's name, or, where a name means several things,
 * `Owner.Name` with the member that it is in, or else the action.
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export interface QueryShapes {
  readonly inputs: Readonly<Record<string, InputShape>>;
  readonly outputs: Readonly<Record<string, OutputShape>>;
}

/** What a value of a form, or each of a list of them, is made of. */
export type InputShape =
  | ScalarShape
  /** `AttributeName.1`, `AttributeName.2`: members of the list that the model calls `list`. */
  | { readonly list: string }
  /** `Attribute.1.Name`, `Attribute.1.Value`: entries of the map that the model calls `map`. */
  | { readonly map: string; readonly key: string; readonly value: string };

/** `time` is ISO 8601 in this protocol, and seconds since the epoch in the actions' inputs and outputs. */
export type ScalarShape = 'number' | 'boolean' | 'time';

export type OutputShape =
  | 'time'
  /** `<Name><entry><key/><value/></entry></Name>` */
  | 'map'
  /** An element of this name for each member, without one around them. */
  | { readonly list: string }
  /** The same for the entries of a map. */
  | { readonly map: string; readonly key: string; readonly value: string };

export const NO_SHAPES: QueryShapes = { inputs: {}, outputs: {} };

/** The shape of a member of an input or output. */
export const shapeOf = <Shape>(
  shapes: Readonly<Record<string, Shape>>,
  owner: string,
  name: string,
): Shape | undefined => ownShape(shapes, `${owner}.${name}`) ?? ownShape(shapes, name);

const ownShape = <Shape>(shapes: Readonly<Record<string, Shape>>, name: string) =>
  Object.hasOwn(shapes, name) ? shapes[name] : undefined;
