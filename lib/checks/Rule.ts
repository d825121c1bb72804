/** Something every template must keep to. */
export interface Rule {
  readonly name: string;
  /** What is asked, in one sentence. */
  readonly description: string;
  /** Where, if given, this is written down. */
  readonly source?: string;
  /** What breaks it. Decides from the template alone. */
  check(template: Template): readonly Breach[];
}

export interface Breach {
  /** The resource to be mended. */
  readonly logicalId: string;
  /** The property to be mended. */
  readonly property: string;
  /** What is wrong with this one: "is 30 s, and must be 60 s". */
  readonly message: string;
}

/** A CloudFormation template as far as the checks look into it. */
export interface Template {
  readonly Resources?: Readonly<Record<string, Resource>>;
}

export interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, any>>;
}

/** A resource with the name the template gives it. */
export interface Named {
  readonly logicalId: string;
  readonly properties: Readonly<Record<string, any>>;
}

/** All resources of one type, in the template's order. */
export const resourcesOf = (template: Template, type: string): Named[] =>
  Object.entries(template.Resources ?? {})
    .filter(([, resource]) => resource.Type === type)
    .map(([logicalId, { Properties = {} }]) => ({ logicalId, properties: Properties }));

/** The resource a `Ref` or `Fn::GetAtt` names; undefined for any other value. */
export const referred = (value: any): string | undefined => value?.Ref ?? value?.['Fn::GetAtt']?.[0];
