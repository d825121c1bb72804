/** A request as Stripe's API gets it: parameters are form-encoded, in the body of a POST and in the query of a GET. */
export interface StripeRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export interface StripeAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON. */
  readonly body: object;
}

/** A value of a parameter: `metadata[a]=b` is a record, `expand[0]=c` a record by index. */
export type Parameter = string | Parameters;
export interface Parameters {
  readonly [name: string]: Parameter | undefined;
}

/** No request of a payment has more, and none is nested deeper; chosen. */
const [MOST_PARAMETERS, MOST_LEVELS] = [100, 5];

/** https://docs.stripe.com/api: bodies are form-encoded, and members of objects and lists stand in brackets. */
export function parseForm(form: string): Parameters {
  const parsed = createRecord();
  for (const [index, [name, value]] of [...new URLSearchParams(form)].entries()) {
    const [first = '', ...others] = name.split('[').map((part) => part.replace(/\]$/, ''));
    if (index >= MOST_PARAMETERS || others.length > MOST_LEVELS) throw new Error('Too many parameters');
    put(parsed, [first, ...others], value);
  }
  return parsed;
}

type Draft = Record<string, Parameter>;

/** Without a prototype, so that a parameter may have any name. */
const createRecord = () => Object.create(null) as Draft; // `Object.create` returns `any`.

function put(record: Draft, [name = '', ...others]: readonly string[], value: string): void {
  if (others.length === 0) {
    record[name] = value;
    return;
  }
  const known = record[name];
  const inner = typeof known === 'object' ? (known as Draft) : createRecord(); // It was made here.
  record[name] = inner;
  put(inner, others, value);
}

/** The values of a list or record, in their order. */
export const valuesOf = (value: Parameter | undefined): readonly Parameter[] =>
  typeof value === 'object' ? Object.values(value).filter((member) => member !== undefined) : [];
